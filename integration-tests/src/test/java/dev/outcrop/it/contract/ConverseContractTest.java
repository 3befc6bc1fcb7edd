package dev.outcrop.it.contract;

/** Converse. */
class ConverseContractTest extends ChatContract {
    ConverseContractTest() {
        super(Backend.converse("us.amazon.nova-lite-v1:0"));
    }
}
