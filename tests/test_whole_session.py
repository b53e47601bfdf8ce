"""A whole morning, both feet, through signed requests, as somebody with an Echo lives it."""

from tests.signed import Echo

ALL_STEPS = 12
HEARD_TO_THE_END = 300


def test_a_morning_with_both_feet_goes_from_launch_to_goodbye():
    echo = Echo()
    assert "general education" in echo.launch().text
    assert "Please listen first" in echo.says("AMAZON.YesIntent").text
    assert "Which routine" in echo.says("ReadyIntent").text
    assert "Which foot" in echo.says("StartRoutineIntent", routine="morning").text
    assert "Stay in bed" in echo.says("SwitchFootIntent", foot="both").text

    blocks = []
    answer = echo.says("ReadyIntent")
    while "anything else" not in answer.text:
        blocks.append(answer.text)
        echo.wait(HEARD_TO_THE_END)
        answer = echo.says("AMAZON.YesIntent")
    blocks.append(answer.text)

    spoken = " ".join(blocks)
    assert spoken.count("Let go.") + spoken.count("let go.") + spoken.count("Release.") == ALL_STEPS
    assert "left heel" in spoken
    assert "right heel" in spoken
    assert spoken.index("left lower calf") < spoken.index("right heel")
    assert len(blocks) <= 7

    echo.wait(HEARD_TO_THE_END)
    goodbye = echo.says("AMAZON.NoIntent")
    assert not goodbye.is_open
    assert not goodbye.reprompt


def test_pause_and_resume_keep_the_second():
    echo = Echo()
    echo.launch()
    echo.says("AMAZON.YesIntent")
    echo.says("ReadyIntent")
    echo.says("StartRoutineIntent", routine="quick")
    echo.says("SwitchFootIntent", foot="left")
    echo.says("ReadyIntent")
    echo.wait(60)
    paused = echo.says("AMAZON.PauseIntent")
    assert paused.attributes["state"] == "paused"
    second = paused.attributes["second"]
    assert 10 < second < 45
    echo.wait(3600)
    resumed = echo.says("AMAZON.ResumeIntent")
    assert resumed.attributes["second"] == second
    assert "to go" in resumed.text
    assert "Rest your left ankle" not in resumed.text


def test_silence_after_a_block_costs_nothing_but_the_session():
    echo = Echo()
    echo.launch()
    echo.says("AMAZON.YesIntent")
    answer = echo.says("ReadyIntent")
    assert answer.reprompt
    ended = echo.ends(reason="EXCEEDED_MAX_REPROMPTS")
    assert ended.status == 200
    assert not ended.text


def test_attributes_of_another_release_begin_anew_and_lose_nobody():
    echo = Echo()
    for garbage in ({"STATE": "STEP_3"}, {"state": "guiding", "step": 99, "routine": "gone"}, {}):
        envelope = echo.envelope({"type": "IntentRequest", "intent": {"name": "AMAZON.NextIntent"}})
        envelope["session"]["attributes"] = garbage
        answer = echo.post(envelope)
        assert answer.status == 200
        assert answer.is_open
        assert "Shall we begin" in answer.text
