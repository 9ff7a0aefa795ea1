using PolicyNotify.Evidence;
using PolicyNotify.Recipients;
using PolicyNotify.Replies;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>A person objects, and an account system is to be told.</summary>
internal sealed class WebhookJourney(ReplyJourney replies, WebhookReceiver receiver) : IAsyncDisposable
{
    public const string Account = "account-1";

    public ReplyJourney Replies => replies;

    public WebhookReceiver Receiver => receiver;

    public TestService Service => replies.Service;

    public static Task<WebhookJourney> StartAsync(AzuriteFixture azurite, CancellationToken cancellationToken) => StartAsync(azurite, (builder, _) => builder, cancellationToken);

    public static async Task<WebhookJourney> StartAsync(
        AzuriteFixture azurite, Func<ServiceBuilder, WebhookReceiver, ServiceBuilder> configure, CancellationToken cancellationToken)
    {
        // The receiver has to be there before the service knows where it is; its clock is the service's, which starts at the same moment.
        var clock = new SwitchableClock();
        var receiver = await WebhookReceiver.StartAsync(clock, cancellationToken);
        var replies = await ReplyJourney.StartAsync(
            azurite,
            builder => configure(
                builder.WithEndpoint("accounts", receiver.Url, receiver.Secret), receiver),
            cancellationToken);
        clock.Inner = replies.Service.Clock;
        return new(replies, receiver);
    }

    public Recipient Person(int number) => replies.Notices.Person(number);

    /// <summary>Gives a person the account they have in the product.</summary>
    public Task GiveAccountAsync(Recipient person, CancellationToken cancellationToken) =>
        Service.Get<RecipientStore>().UpsertManyAsync([person with { AccountId = Account }], cancellationToken);

    public async Task ObjectAsync(Recipient person, CancellationToken cancellationToken, string text = ReplyJourney.Objection)
    {
        replies.Drop("one.eml", replies.Answer(person, text));
        await replies.CollectAsync(cancellationToken);
    }

    public Task DeliverAsync(CancellationToken cancellationToken) => Service.Get<WebhookDelivery>().RunAsync(cancellationToken);

    public Task<IReadOnlyList<WebhookView>> ListAsync(CancellationToken cancellationToken) => Service.Get<WebhookDirectory>().ListAsync(null, cancellationToken);

    /// <summary>The state of the only event, and what came of its last attempt.</summary>
    public async Task<(WebhookState State, string? Outcome)> StateAsync(CancellationToken cancellationToken)
    {
        var view = Assert.Single(await ListAsync(cancellationToken));
        return (view.State, view.LastOutcome);
    }

    /// <summary>Moves the clock to when the only event is tried next, or so much past it.</summary>
    public async Task AdvanceToNextAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        var next = Assert.Single(await ListAsync(cancellationToken)).NextAttemptAt!.Value;
        Service.Clock.Advance(next - Service.Clock.GetUtcNow() + offset + (offset < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1)));
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(CancellationToken cancellationToken) => await Service.Get<AuditLog>().ReadAsync(0, null, cancellationToken).ToListAsync(cancellationToken);

    /// <summary>A person's objection as one mail says it, not recorded yet.</summary>
    public static ObjectionRecord Unrecorded(Recipient person) => new(
        NoticeJourney.Second, person.Id, ServiceBuilder.Start, new(null, IsInTime: true), [ReplyId.Of(new string('a', 64))], new string('a', 64), [], null, AcknowledgementRecord.Due, null);

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await Service.DisposeAsync();
    }

    private sealed class SwitchableClock : TimeProvider
    {
        public TimeProvider Inner { get; set; } = System;

        public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();
    }
}
