using PolicyNotify.Mail;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>
/// A service without cooling-off whose significant version 2.0 was published and handed to a scripted mail system, on the way to its
/// effective day.
/// </summary>
internal sealed class MailedVersion : IAsyncDisposable
{
    private MailedVersion(TestService service, ScriptedTransport transport, NoticeJourney journey, PolicyVersion version) =>
        (Service, Transport, Journey, Version) = (service, transport, journey, version);

    public TestService Service { get; }

    public ScriptedTransport Transport { get; }

    public NoticeJourney Journey { get; }

    public PolicyVersion Version { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Verified people 1 to <paramref name="people"/>, both versions published, the notice planned; nobody mailed yet.</summary>
    public static async Task<MailedVersion> PlanAsync(
        AzuriteFixture azurite, int people, Func<OutgoingMail, MailOutcome> answer, Action<ServiceBuilder>? change = null)
    {
        var transport = new ScriptedTransport((mail, _) => answer(mail));
        var builder = new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace);
        change?.Invoke(builder);
        var service = await builder.StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, people, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        return new(service, transport, journey, version);
    }

    /// <summary>The same, and everybody mailed whom the mail system takes.</summary>
    public static async Task<MailedVersion> StartAsync(
        AzuriteFixture azurite, int people, Func<OutgoingMail, MailOutcome> answer, Action<ServiceBuilder>? change = null)
    {
        var mailed = await PlanAsync(azurite, people, answer, change);
        await mailed.Journey.MailAsync(Cancellation);
        return mailed;
    }

    public static MailOutcome Taken(OutgoingMail mail) => MailOutcome.Accepted(null);

    public static MailOutcome NoSuchMailbox(OutgoingMail mail) => MailOutcome.Refused("550 no such mailbox");

    /// <summary>Runs the timer that lets versions take effect, at a moment after (or before) the first of the effective day.</summary>
    public async Task<VersionState> TakeEffectAsync(TimeSpan after = default)
    {
        Service.Clock.SetUtcNow(Version.EffectiveAt + after);
        return await TakeEffectNowAsync();
    }

    /// <summary>Runs the same timer without moving the clock.</summary>
    public async Task<VersionState> TakeEffectNowAsync()
    {
        await Journey.TakeEffectAsync(Cancellation);
        return (await CurrentAsync()).State;
    }

    public Task<PolicyVersion> CurrentAsync() => Service.Get<VersionStore>().GetAsync(Version.Document, Version.Number, Cancellation);

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
