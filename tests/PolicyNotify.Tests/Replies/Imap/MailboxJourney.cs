using System.Globalization;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.Imap;

/// <summary>A person who was told of version 2.0 and answers into a mailbox.</summary>
internal sealed class MailboxJourney(ReplyJourney replies, DovecotFixture dovecot, string account)
{
    public const string Done = "PolicyNotify.Done";
    public const string Failed = "PolicyNotify.Failed";

    public ReplyJourney Replies => replies;

    public TestService Service => replies.Service;

    public string Account => account;

    public static Task<MailboxJourney> StartAsync(AzuriteFixture azurite, DovecotFixture dovecot, CancellationToken cancellationToken) =>
        StartAsync(azurite, dovecot, null, builder => builder, cancellationToken);

    /// <param name="azurite">Storage.</param>
    /// <param name="dovecot">The server.</param>
    /// <param name="proxy">What stands between; null: nothing.</param>
    /// <param name="configure">Further settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MailboxJourney> StartAsync(
        AzuriteFixture azurite, DovecotFixture dovecot, ImapProxy? proxy, Func<ServiceBuilder, ServiceBuilder> configure, CancellationToken cancellationToken)
    {
        var account = await dovecot.NewAccountAsync(cancellationToken);
        var port = proxy?.Port ?? dovecot.Port;
        return new(await ReplyJourney.StartAsync(azurite, builder => configure(Mailbox(builder, 0, account, port)), cancellationToken), dovecot, account);
    }

    public static ServiceBuilder Mailbox(ServiceBuilder builder, int number, string account, int port) => builder
        .With(Setting(number, "Host"), "127.0.0.1")
        .With(Setting(number, "Port"), port.ToString(CultureInfo.InvariantCulture))
        .With(Setting(number, "Security"), "None")
        .With(Setting(number, "UserName"), account)
        .With(Setting(number, "Password"), DovecotFixture.Password);

    public static string Setting(int number, string name) => string.Create(CultureInfo.InvariantCulture, $"Replies:Imap:{number}:{name}");

    /// <summary>Lets a mail arrive, at the time of the test's clock unless told otherwise.</summary>
    public async Task ArriveAsync(string mail, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        using var client = await dovecot.OpenAsync(account, cancellationToken);
        using var message = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail)), cancellationToken);
        await client.Inbox.AppendAsync(message, MessageFlags.None, at ?? Service.Clock.GetUtcNow(), cancellationToken);
    }

    public Task ArriveAsync(string mail, CancellationToken cancellationToken) => ArriveAsync(mail, null, cancellationToken);

    /// <summary>An objection of a person, arrived.</summary>
    public Task ObjectAsync(int person, CancellationToken cancellationToken) =>
        ArriveAsync(replies.Answer(replies.Notices.Person(person), ReplyJourney.Objection), cancellationToken);

    public Task CollectAsync(CancellationToken cancellationToken) => replies.CollectAsync(cancellationToken);

    /// <summary>How many mails lie in a folder; none when there is no such folder.</summary>
    public async Task<int> CountAsync(string folder, CancellationToken cancellationToken)
    {
        using var client = await dovecot.OpenAsync(account, cancellationToken);
        try
        {
            var found = await client.GetFolderAsync(folder, cancellationToken);
            await found.StatusAsync(StatusItems.Count, cancellationToken);
            return found.Count;
        }
        catch (FolderNotFoundException)
        {
            return 0;
        }
    }

    public Task<ImapClient> OpenAsync(CancellationToken cancellationToken) => dovecot.OpenAsync(account, cancellationToken);
}
