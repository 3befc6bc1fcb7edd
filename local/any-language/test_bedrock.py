def user(text):
    return {"role": "user", "content": [{"text": text}]}


def test_answers(bedrock):
    response = bedrock.converse(
        modelId="us.amazon.nova-lite-v1:0", messages=[user("Hello")]
    )
    assert response["stopReason"] == "end_turn"
    assert response["usage"]["outputTokens"] > 0


def test_streams(bedrock):
    response = bedrock.converse_stream(
        modelId="us.amazon.nova-lite-v1:0", messages=[user("Hello")]
    )
    deltas = [e["contentBlockDelta"] for e in response["stream"] if "contentBlockDelta" in e]
    assert "Hello" in "".join(delta["delta"]["text"] for delta in deltas)


def test_calls_tools(bedrock):
    city = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    weather = {"name": "weather", "inputSchema": {"json": city}}
    response = bedrock.converse(
        modelId="us.amazon.nova-lite-v1:0",
        messages=[user("What is the weather in Oslo?")],
        toolConfig={"tools": [{"toolSpec": weather}]},
    )
    calls = [b["toolUse"] for b in response["output"]["message"]["content"] if "toolUse" in b]
    assert calls[0]["input"] == {"city": "Oslo"}
