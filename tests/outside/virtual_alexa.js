// Reads utterances as a JSON array from standard input, and writes what virtual-alexa hears in each, as a JSON array of
// {intent, slots}, by the interaction model that is the first argument. Nothing is sent anywhere.

const { readFileSync } = require("node:fs");
const { VirtualAlexa } = require("virtual-alexa");
const { Utterance } = require("virtual-core");

const alexa = VirtualAlexa.Builder()
  .handler((event, context, callback) => callback(null, {}))
  .interactionModelFile(process.argv[2])
  .create();

const model = alexa.context().interactionModel();

const heard = JSON.parse(readFileSync(0, "utf8")).map((line) => {
  const utterance = new Utterance(model, line);
  return utterance.matched()
    ? { intent: utterance.intent(), slots: utterance.toJSON() }
    : { intent: null, slots: {} };
});
process.stdout.write(JSON.stringify(heard));
