package dev.outcrop.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void toolsAreNamedByWhatTheyState() {
        Tool reads =
                Tool.of("read", "Reads.", () -> 1).with(new Tool.Annotations(null, true, false));
        Tool deletes =
                Tool.of("delete", "Deletes.", () -> 1)
                        .with(new Tool.Annotations("Delete all", false, true));
        Tool silent = Tool.of("other", "Does.", () -> 1);
        ToolPolicy policy =
                ToolPolicy.asking(request -> Approver.Approval.NO)
                        .allow(Tool::isReadOnly)
                        .deny(Tool::isDestructive);

        assertThat(policy.decide(reads, false)).isEqualTo(ToolPolicy.Decision.ALLOW);
        assertThat(policy.decide(reads, true)).isEqualTo(ToolPolicy.Decision.ASK);
        assertThat(policy.decide(deletes, false)).isEqualTo(ToolPolicy.Decision.DENY);
        assertThat(policy.decide(silent, false)).isEqualTo(ToolPolicy.Decision.ASK);
        assertThat(policy.decide("delete", false)).isEqualTo(ToolPolicy.Decision.ASK);
        assertThat(policy.allow("delete").decide(deletes, false))
                .isEqualTo(ToolPolicy.Decision.ALLOW);
        assertThatThrownBy(() -> new Tool.Annotations(null, true, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
