using System.Text;
using System.Text.Json;
using MimeKit;
using PolicyNotify.Cli.Service;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo;

/// <summary>What the steps of the demo work with; every way into the service is one that anybody has.</summary>
internal sealed class DemoStage(DemoFolder folder, DemoNarrator narrator, ServiceClient api, HttpClient site, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public DemoFolder Folder => folder;

    public DemoNarrator Narrator => narrator;

    public ServiceClient Api => api;

    public Patience Patience { get; } = new(time);

    /// <summary>The text of each document as published last.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public string Address(string path) => new Uri(site.BaseAddress!, path).ToString();

    /// <summary>Whether a page answers at all.</summary>
    public async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await site.GetAsync(path, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<string> PageAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await site.GetAsync(path, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsStringAsync(cancellationToken)
            : throw new CommandFailedException(ExitCode.No, $"{Address(path)} answered {(int)response.StatusCode} {response.ReasonPhrase}.");
    }

    public async Task<PublishResult> PublishAsync(string document, string text, CancellationToken cancellationToken)
    {
        var answer = await api.PostAsync($"api/documents/{document}/versions", Encoding.UTF8.GetBytes(text), "text/markdown", cancellationToken);
        var result = api.Read<PublishResult>(answer);
        await File.WriteAllTextAsync(folder.Text($"{document}-{result.Version.Number}.md"), text, cancellationToken);
        Texts[document] = text;
        return result;
    }

    /// <summary>The notice as the API shows it, awaited until it is as wanted; null while it is not planned yet.</summary>
    public Task<NoticeView?> NoticeAsync(NoticeId id, Predicate<NoticeView> wanted, CancellationToken cancellationToken) => Patience.UntilAsync(
        Limit,
        async token => (await api.GetAsync<IReadOnlyList<NoticeView>>("api/notices", token)).SingleOrDefault(notice => notice.Id == id),
        notice => notice is not null && wanted(notice),
        cancellationToken);

    /// <summary>Moves the service's clock forward and returns what it shows then.</summary>
    public async Task<DateTimeOffset> MoveClockAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { to }, PolicyNotifyJson.Compact);
        return (await api.PostAsync("api/clock", body, "application/json", cancellationToken)).GetProperty("now").GetDateTimeOffset();
    }

    /// <summary>Lets a mail arrive, and keeps a copy that the reader can open when the service has taken it.</summary>
    public async Task ReceiveAsync(MimeMessage mail, string name, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(folder.Received, $"{name}.eml");
        await mail.WriteToAsync(copy, cancellationToken);
        narrator.Open($"{name} from {mail.From.Mailboxes.First().Name}", copy);
        // A file written this very moment might be unfinished, and the service would let it settle first.
        var arrived = time.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1);
        await DemoMail.DropAsync(mail, folder.Inbox, name, arrived, cancellationToken);
    }

    /// <summary>The mails in the outbox, by their files.</summary>
    public async Task<IReadOnlyDictionary<string, MimeMessage>> MailsAsync(CancellationToken cancellationToken)
    {
        var mails = new SortedDictionary<string, MimeMessage>(StringComparer.Ordinal);
        foreach (var file in folder.Mails())
            mails[file] = await DemoMail.ReadAsync(file, cancellationToken);
        return mails;
    }
}
