package dev.outcrop.internal.model;

import dev.outcrop.aws.Region;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.client.AwsTarget;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.client.UsageLedger;
import dev.outcrop.internal.model.listing.BaseModelLookup;
import dev.outcrop.internal.model.listing.ModelListing;
import dev.outcrop.internal.model.listing.ModelResolver;
import dev.outcrop.internal.model.listing.ServerModels;
import dev.outcrop.internal.model.settings.ModelSettings;
import dev.outcrop.internal.protocol.control.ControlPlane;
import dev.outcrop.internal.protocol.mantle.VendorAddresses;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The parts of a client, and the settings that its models begin with.
 *
 * @param target null if calls go to another server than Bedrock
 * @param s3 null as well then
 * @param serverModels lists the models of another server; null for Bedrock
 */
public record ClientModels(
        CallExecutor calls,
        ControlPlane control,
        UsageLedger ledger,
        @Nullable AwsTarget target,
        @Nullable S3Access s3,
        Protocols protocols,
        ModelSettings settings,
        @Nullable ServerModels serverModels) {
    /**
     * Assembles a client.
     *
     * @param catalog null for the standard one
     * @param server the APIs of another server; null for Bedrock
     * @param begin changes the settings that models begin with
     */
    public static ClientModels of(
            ClientOptions options,
            @Nullable Catalog catalog,
            Timeouts timeouts,
            @Nullable VendorAddresses server,
            ContextCarrier carrier,
            UnaryOperator<ModelSettings> begin) {
        var used = CatalogInUse.of(catalog, options.environment().clock());
        var ledger = new UsageLedger(used);
        ClientAssembly.Wired wired = ClientAssembly.of(options, ledger);
        CallExecutor calls = wired.calls();
        var control = new ControlPlane(calls);
        var standard =
                new ModelSettings(
                        timeouts,
                        used,
                        new BaseModelLookup(control::modelBehind),
                        ModelResolver.of(control, timeouts),
                        Warnings.logged());
        ClientOptions.Server other = options.server();
        return new ClientModels(
                calls,
                control,
                ledger,
                wired.target(),
                wired.s3(),
                Protocols.of(
                        calls,
                        server,
                        other == null ? null : other.base().getHost(),
                        OpenStreams.of(calls.closing(), options.environment()),
                        carrier),
                begin.apply(standard),
                other == null ? null : ServerModels.of(other, calls));
    }

    /** Lists the models of Bedrock, or of the other server. */
    public List<ListedModel> listed(Timeouts timeouts) {
        return serverModels == null
                ? ModelListing.of(control, timeouts, ledger.catalog(), new Cancellation())
                : serverModels.list(timeouts, new Cancellation());
    }

    /** Returns the region of calls; null if there is no target. Blocks. */
    public @Nullable Region region() {
        return target == null ? null : target.region().apply(new Cancellation());
    }
}
