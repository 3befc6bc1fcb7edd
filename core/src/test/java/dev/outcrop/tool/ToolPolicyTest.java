package dev.outcrop.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.tool.ToolPolicy.Decision;

import org.junit.jupiter.api.Test;

class ToolPolicyTest {
    private static final Approver ANYBODY = request -> Approver.Approval.ONCE;

    @Test
    void theLastRuleThatFitsCounts() {
        ToolPolicy policy =
                ToolPolicy.asking(ANYBODY).allow("get_*", "list").deny("get_secret*").allow("x.y");

        assertThat(policy.decide("get_time", false)).isEqualTo(Decision.ALLOW);
        assertThat(policy.decide("get_secret_key", false)).isEqualTo(Decision.DENY);
        assertThat(policy.decide("list", false)).isEqualTo(Decision.ALLOW);
        assertThat(policy.decide("lists", false)).isEqualTo(Decision.ASK);
        assertThat(policy.decide("xay", false)).as("a dot is no pattern").isEqualTo(Decision.ASK);
    }

    @Test
    void whatNeedsApprovalIsAskedForUnlessDenied() {
        assertThat(ToolPolicy.ALLOW_ALL.decide("a", true)).isEqualTo(Decision.NOBODY_TO_ASK);
        assertThat(ToolPolicy.ALLOW_ALL.with(ANYBODY).decide("a", true)).isEqualTo(Decision.ASK);
        assertThat(ToolPolicy.ALLOW_ALL.with(ANYBODY).decide("a", false)).isEqualTo(Decision.ALLOW);
        assertThat(ToolPolicy.DENY_ALL.with(ANYBODY).decide("a", true)).isEqualTo(Decision.DENY);
    }
}
