using PolicyNotify.Recipients;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;

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
                builder.With("Webhooks:Endpoints:accounts:Url", receiver.Url.ToString()).With("Webhooks:Endpoints:accounts:Secrets:0", receiver.Secret), receiver),
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
