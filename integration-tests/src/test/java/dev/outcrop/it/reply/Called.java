package dev.outcrop.it.reply;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;

/** A model over each API. */
public enum Called {
    CONVERSE("us.anthropic.claude-haiku-4-5-20251001-v1:0") {
        @Override
        public Model in(Bedrock bedrock) {
            return bedrock.model(id).with(Protocol.CONVERSE);
        }
    },
    INVOKE_MODEL("us.anthropic.claude-haiku-4-5-20251001-v1:0") {
        @Override
        public Model in(Bedrock bedrock) {
            return bedrock.model(id).with(Protocol.INVOKE_MODEL);
        }
    },
    MESSAGES("anthropic.claude-haiku-4-5") {
        @Override
        public Model in(Bedrock bedrock) {
            return bedrock.model(id).with(VendorApi.MESSAGES);
        }
    },
    CHAT_COMPLETIONS("openai.gpt-oss-20b") {
        @Override
        public Model in(Bedrock bedrock) {
            return bedrock.model(id).with(VendorApi.CHAT_COMPLETIONS);
        }
    },
    RESPONSES("openai.gpt-oss-20b") {
        @Override
        public Model in(Bedrock bedrock) {
            return bedrock.model(id).with(VendorApi.RESPONSES);
        }
    };

    final String id;

    Called(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public abstract Model in(Bedrock bedrock);
}
