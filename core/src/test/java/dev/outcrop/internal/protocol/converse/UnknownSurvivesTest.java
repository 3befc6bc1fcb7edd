package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** What this version does not know goes back as it came. */
class UnknownSurvivesTest {
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'hologram':{'depth':1.50,'n':[1e400,-0.0,12345678901234567890123]}}",
                "{'hologram':null}",
                "{'text':null}",
                "{'text':7}",
                "{'text':'a','mood':'merry'}",
                "{'text':'a','image':{'format':'png','source':{'bytes':'AQ=='}}}",
                "{'json':null,'new':1}",
                "{'image':null}",
                "{'image':{}}",
                "{'image':{'format':'png','source':{'url':'https://a.example'}}}",
                "{'image':{'format':'png','source':{'bytes':'AQ==','s3Location':{}}}}",
                "{'image':{'format':'png','source':{'s3Location':{'uri':7}}}}",
                "{'image':{'format':1.0,'source':{'bytes':'AQ=='}}}",
                "{'document':{'name':'a','source':{'text':'b','new':[]}}}",
                "{'document':{'name':'a','source':{'content':[null]}}}",
                "{'document':{'name':'a','source':{'text':'b'},'citations':{'enabled':'no'}}}",
                "{'document':{'name':'a','source':{'text':'b'},'citations':{'enabled':true,'n':1}}}",
                "{'toolUse':{'toolUseId':'t','name':'n','input':{'a':1.0},'type':null}}",
                "{'toolUse':{'toolUseId':'t','name':'n','input':null,'new':{}}}",
                "{'toolUse':{'toolUseId':'t','name':'n'}}",
                "{'toolUse':{'toolUseId':'t','name':'n','input':{}},'text':8}",
                "{'toolResult':{'toolUseId':'t','content':['plain words']}}",
                "{'toolResult':{'toolUseId':'t','content':[{'text':'a'},null]}}",
                "{'toolResult':{'toolUseId':'t','content':[{'sound':{}}],'status':3}}",
                "{'toolResult':{'toolUseId':'t','content':{}}}",
                "{'reasoningContent':{}}",
                "{'reasoningContent':{'reasoningText':{'signature':'s'}}}",
                "{'reasoningContent':{'reasoningText':{'text':'t','signature':5,'id':'x'}}}",
                "{'reasoningContent':{'reasoningText':{'text':'t'},'redactedContent':'AQ=='}}",
                "{'reasoningContent':{'reasoningText':{'text':'t'},'new':1}}",
                "{'reasoningContent':{'redactedContent':'AQ'}}",
                "{'citationsContent':{}}",
                "{'citationsContent':{'content':[],'citations':[]}}",
                "{'citationsContent':{'content':null,'citations':[null]}}",
                "{'citationsContent':{'citations':[{'sourceContent':['words']}]}}",
                "{'citationsContent':{'citations':[{'location':{}},{'location':{'a':1,'b':2}}]}}",
                "{'citationsContent':{'citations':[{'location':{'moon':{'crater':1.0}}}]}}",
                "{'searchResult':{'source':'s','title':'t','content':[[]]}}",
                "{'guardContent':{'text':{'text':'t','qualifiers':['new'],'more':1},'image':{}}}",
                "{'guardContent':{'text':{'text':'t','qualifiers':[null]}}}",
                "{'guardContent':{'video':{}}}",
                "{'cachePoint':{'type':'default','ttl':300}}",
                "{'cachePoint':{}}",
                "{'toolAddition':{'tool':'t'}}",
                "{'toolRemoval':{'tool':{'name':1},'why':'x'}}",
            })
    void aBlockGoesBackAsItCame(String block) {
        Json.Obj message = object("{'role':'assistant','content':[" + block + "],'mood':[1.0]}");

        Message read = Message.fromJson(message);

        assertThat(written(read.toJson())).isEqualTo(written(message));
        assertThat(Message.fromJson(read.toJson())).isEqualTo(read);
        assertThat(written(sent(read))).isEqualTo(written(message));
    }

    private static Json sent(Message message) {
        byte[] body = Converse.encode(ConverseRequest.builder("m").messages(message).build());
        return ((Json.Obj) Json.parse(body)).array("messages").get(0);
    }

    @Test
    void changedBlocksGoBackAsTheyCame() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var dice = new Dice(seed);
            Json.Obj known = new TwinContent(dice).message().ours().toJson();
            var mutation = new Mutation(dice);
            Json.Arr content = new Json.Arr(known.array("content"));
            for (int i = dice.below(3); i >= 0; i--) {
                content = (Json.Arr) mutation.of(content);
            }
            if (content.elements().stream().allMatch(Json.Obj.class::isInstance)) {
                Json.Obj changed = known.with("content", content);

                assertThat(written(Message.fromJson(changed).toJson()))
                        .as("seed %d", seed)
                        .isEqualTo(written(changed));
            }
        }
    }

    @Test
    void changedRequestsGoBackAsTheyCame() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var dice = new Dice(seed);
            byte[] body = Converse.encode(new TwinRequest(dice).converse().ours());
            var known = ((Json.Obj) Json.parse(body)).without("messages");
            Json changed = new Mutation(dice).of(known);

            assertThat(Json.parse(Converse.encode(Converse.request("m", (Json.Obj) changed))))
                    .as("seed %d", seed)
                    .isEqualTo(changed);
        }
    }

    @Test
    void changedResponsesReadAndGoBackAsTheyCame() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var dice = new Dice(seed);
            Json.Obj known = Converse.response(new TwinAnswer(dice).response().ours());
            Json.Obj beside = known.without("output", "stopReason");
            Json.Obj changed = known.merged(object("{'usage':null,'metrics':null}"));
            for (var member : ((Json.Obj) new Mutation(dice).of(beside)).members().entrySet()) {
                changed = changed.with(member.getKey(), member.getValue());
            }

            assertThat(written(Converse.response(Converse.turn(changed))))
                    .as("seed %d", seed)
                    .isEqualTo(written(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'output':{'message':M},'stopReason':'bored'}",
                "{'output':{'message':M},'stopReason':'end_turn','usage':{}}",
                "{'output':{'message':M},'stopReason':'end_turn','usage':null}",
                "{'output':{'message':M},'stopReason':'end_turn','usage':{'inputTokens':1.0}}",
                "{'output':{'message':M,'alternative':M},'stopReason':'end_turn'}",
                "{'output':{'message':M},'stopReason':'end_turn','metrics':[],'mood':{'x':1e1}}",
                "{'output':{'message':M},'stopReason':'end_turn','trace':null}",
            })
    void aResponseGoesBackAsItCame(String text) {
        Json.Obj response =
                object(text.replace("M", "{'role':'sage','content':[{'text':'a'}],'more':1.0}"));

        Turn turn = Converse.turn(response);

        assertThat(written(Converse.response(turn))).isEqualTo(written(response));
        assertThat(
                        Converse.decode(
                                response.toString().getBytes(StandardCharsets.UTF_8),
                                Json.Limits.DEFAULT))
                .isEqualTo(turn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'inferenceConfig':{}}",
                "{'inferenceConfig':{'temperature':null,'topP':'high','maxTokens':1.5}}",
                "{'inferenceConfig':{'maxTokens':3000000000,'stopSequences':['a',null]}}",
                "{'inferenceConfig':{'temperature':0.30000000000000004441,'topP':1e400}}",
                "{'system':[]}",
                "{'system':'be brief'}",
                "{'system':['be brief']}",
                "{'messages':[],'system':[{'text':'a'},null]}",
                "{'toolConfig':{}}",
                "{'toolConfig':{'tools':[]}}",
                "{'toolConfig':{'tools':[null]}}",
                "{'toolConfig':{'tools':[{'toolSpec':{'name':'n','inputSchema':{'xml':''}}}]}}",
                "{'toolConfig':{'tools':[{'oracle':{}},{'toolSpec':{}}],'toolChoice':{'auto':null}}}",
                "{'toolConfig':{'tools':[{'cachePoint':{'type':'default'},'new':1}]}}",
                "{'toolConfig':{'tools':[{'systemTool':{'name':'n','new':1}}],'toolChoice':{'none':{}}}}",
                "{'toolConfig':{'tools':[],'toolChoice':{'any':{},'auto':{}}}}",
                "{'guardrailConfig':{'trace':1,'new':{}}}",
                "{'additionalModelRequestFields':null}",
                "{'additionalModelRequestFields':[1.50,{'a':null}]}",
                "{'promptVariables':{}}",
                "{'promptVariables':{'a':{'text':'t'},'b':{'image':{}}}}",
                "{'promptVariables':{'a':{'text':'t','new':1}}}",
                "{'additionalModelResponseFieldPaths':['/a',1]}",
                "{'requestMetadata':{'a':1}}",
                "{'performanceConfig':{'latency':'optimized','jitter':0.0}}",
                "{'serviceTier':{'type':null}}",
                "{'outputConfig':{}}",
                "{'outputConfig':{'textFormat':{'type':'yaml','structure':{}},'effort':5}}",
                "{'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'schema':'{}','new':1}}}}}",
                "{'tomorrow':{'a':[1.0]},'inferenceConfig':null}",
            })
    void aRequestGoesBackAsItCame(String text) {
        Json.Obj body = object(text);

        ConverseRequest request = Converse.request("m", body);

        assertThat(written(Json.parse(Converse.encode(request)))).isEqualTo(written(body));
        assertThat(request.toBuilder().build()).isEqualTo(request);
    }

    @Test
    void whatIsSetLaterCountsAndIsSentOnce() {
        Json.Obj body = object("{'system':[],'serviceTier':{},'tomorrow':1}");
        ConverseRequest request =
                Converse.request("m", body).toBuilder().system("Be brief.").build();

        assertThat(new String(Converse.encode(request), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"system\":[{\"text\":\"Be brief.\"}],\"serviceTier\":{},\"tomorrow\":1}");
    }

    @Test
    void aTypedMemberIsStrongerThanOneOfTheSameNameBeside() {
        var use =
                new Content.ToolUse(
                        "t", "n", Json.EMPTY, "server_tool_use", object("{'type':5,'new':6}"));

        assertThat(Message.assistant(use).toJson().toString())
                .isEqualTo(
                        "{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\"t\","
                                + "\"name\":\"n\",\"input\":{},\"type\":\"server_tool_use\",\"new\":6}}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a delta of a new kind
                "{'poem':{'line':'Roses','n':[1.0]}}|{'poem':{'line':'Roses','n':[1.0]}}",
                "{'text':'a','mood':'merry'}|{'text':'a','mood':'merry'}",
                "{'text':null}|{'text':null}",
                "{'text':{'a':1}}|{'text':{'a':1}}",
                "{'reasoningContent':{'summary':'s'}}|{'reasoningContent':{'summary':'s'}}",
                "{'citation':{'title':'t','new':1}}|{'citationsContent':{'citations':[{'title':'t','new':1}]}}",
                "{'image':{'source':{'bytes':'AQ=='}}}|{'image':{'source':{'bytes':'AQ=='}}}",
            })
    void aDeltaOfAStreamIsInTheMessage(String delta, String block) {
        Message message =
                assembled("{'contentBlockIndex':0,'delta':" + delta + ",'p':'abc'}").message();

        assertThat(message.toJson())
                .isEqualTo(object("{'role':'assistant','content':[" + block + "]}"));
    }

    @Test
    void theWordsOfATextDeltaWithSomethingBesideKeepTheirPlace() {
        Message message =
                assembled(
                                "{'contentBlockIndex':0,'delta':{'text':'a'}}",
                                "{'contentBlockIndex':0,'delta':{'text':'b','mood':'merry'}}",
                                "{'contentBlockIndex':0,'delta':{'mood':'sad','text':'c'}}")
                        .message();

        assertThat(message.toJson())
                .isEqualTo(
                        object(
                                "{'role':'assistant','content':[{'text':'abc','mood':'merrysad'}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'hologram':{'id':'h','n':1.0}}|{'hologram':{'id':'h','n':1.0}}",
                "{'hologram':{'id':'h'},'new':1}|{'hologram':{'id':'h'},'new':1}",
                "{'hologram':'h'}|{'hologram':'h'}",
                "{'toolUse':{'toolUseId':'t','name':'n','new':1}}|{'toolUse':{'toolUseId':'t','name':'n','input':{},'new':1}}",
                "{'toolUse':{'toolUseId':'t','name':'n','type':7}}|{'toolUse':{'toolUseId':'t','name':'n','input':{},'type':7}}",
                "{'image':{'size':3}}|{'image':{'size':3,'source':{}}}",
            })
    void theStartOfABlockIsInTheMessage(String start, String block) {
        var assembler = new TurnAssembler();
        assembler.accept(
                event("contentBlockStart", "{'contentBlockIndex':0,'start':" + start + "}"));
        assembler.accept(event("contentBlockStop", "{'contentBlockIndex':0}"));
        assembler.accept(event("messageStop", "{'stopReason':'bored'}"));
        Message message = assembler.turn().message();

        assertThat(message.toJson())
                .isEqualTo(object("{'role':'assistant','content':[" + block + "]}"));
        assertThat(Message.fromJson(message.toJson())).isEqualTo(message);
    }

    @Test
    void aStreamsNewEventsRolesReasonsAndFieldsAreKept() {
        var assembler = new TurnAssembler();
        assembler.accept(event("messageStart", "{'role':'oracle','id':'m1','p':'x'}"));
        assembler.accept(event("weather", "{'sunny':1.50,'p':'x'}"));
        assembler.accept(event("weather", "[7]"));
        assembler.accept(event("usage", "'a trap'"));
        assembler.accept(event("messageStop", "{'stopReason':'bored','of':'all'}"));
        assembler.accept(event("metadata", "{'usage':{'inputTokens':1,'new':2.0},'zen':{}}"));
        Turn turn = assembler.turn();

        assertThat(turn.role()).isEqualTo(new Role("oracle"));
        assertThat(turn.message().more()).isEqualTo(object("{'id':'m1'}"));
        assertThat(String.valueOf(turn.stopReason())).isEqualTo("bored");
        assertThat(Objects.requireNonNull(turn.metadata()).more())
                .isEqualTo(
                        object(
                                "{'weather':[{'sunny':1.5},[7]],'usage':'a trap','of':'all','zen':{}}"));
        assertThat(written(Converse.response(turn)))
                .isEqualTo(
                        written(
                                object(
                                        "{'output':{'message':{'role':'oracle','content':[],'id':'m1'}},"
                                                + "'stopReason':'bored','usage':{'inputTokens':1,'new':2.0},"
                                                + "'weather':[{'sunny':1.50},[7]],'of':'all','zen':{}}")));
    }

    private static Turn assembled(String... deltas) {
        var assembler = new TurnAssembler();
        for (String delta : deltas) {
            assembler.accept(event("contentBlockDelta", delta));
        }
        assembler.accept(event("messageStop", "{'stopReason':'end_turn'}"));
        return assembler.turn();
    }

    private static StreamEvent event(String type, String json) {
        byte[] payload =
                Json.parse(json.replace('\'', '"')).toString().getBytes(StandardCharsets.UTF_8);
        return Converse.event(type, payload, 0, payload.length);
    }

    private static Json.Obj object(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    /** As text, with members in alphabetical order: numbers must be as they were written. */
    private static String written(Json json) {
        return switch (json) {
            case Json.Obj object -> {
                var members = new TreeMap<String, String>();
                object.members().forEach((name, value) -> members.put(name, written(value)));
                yield members.toString();
            }
            case Json.Arr array -> {
                List<String> elements =
                        array.elements().stream().map(UnknownSurvivesTest::written).toList();
                yield elements.toString();
            }
            case Json.Str string -> string.toString();
            case Json.Num number -> number.literal();
            case Json.Bool bool -> bool.toString();
            case Json.Null ignored -> "null";
        };
    }
}
