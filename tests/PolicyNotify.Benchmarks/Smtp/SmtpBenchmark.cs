using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PolicyNotify.Benchmarks.Notices;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Json;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Recipients;

namespace PolicyNotify.Benchmarks.Smtp;

/// <summary>The same copies of one notice, over SMTP to the same sink, by our transport and by a nodemailer pool, in turns.</summary>
internal sealed class SmtpBenchmark(int messages, int words, int rounds)
{
    private static readonly NoticeId Notice = NoticeId.Of(DocumentId.Parse("privacy"), new VersionNumber(2, 0));

    public static Command Create()
    {
        var messages = new Option<int>("--messages") { Description = "How many messages each sends in a round.", DefaultValueFactory = _ => 2_000 };
        var words = new Option<int>("--words") { Description = "How many words the policy has; text and redline travel with each message.", DefaultValueFactory = _ => 3_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often they take turns; the median counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("smtp", "Messages a second to Postfix's smtp-sink, beside a nodemailer pool.") { messages, words, rounds };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await new SmtpBenchmark(arguments.GetValue(messages), arguments.GetValue(words), arguments.GetValue(rounds)).RunAsync(cancellationToken);
            return 0;
        });
        return command;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var storage = await BenchmarkStorage.StartAsync(cancellationToken);
        await using var sink = await SinkProcess.StartAsync(cancellationToken);
        await using var services = BenchmarkService.Compose(
            storage.ConnectionString, storage.Folder, transport: null,
            ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{sink.Port}"), ("Mail:Smtp:Security", "None"));
        await BenchmarkPolicy.PublishAsync(services, words, cancellationToken);
        await services.GetRequiredService<NoticeService>().SweepAsync(cancellationToken);
        var content = await services.GetRequiredService<NoticeContentStore>().GetAsync(Notice, 1, cancellationToken);
        var people = new BenchmarkPeople(services, messages).All(services);
        var file = Path.Combine(storage.Folder, "messages.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(Describe(services, content, people), PolicyNotifyJson.Compact), cancellationToken);

        var smtp = services.GetRequiredService<IOptions<MailOptions>>().Value.Smtp;
        using var nodemailer = await NodemailerPool.StartAsync(BenchmarkStorage.Root(), file, sink.Port, smtp.Connections, smtp.MessagesPerConnection, cancellationToken);
        var (ours, theirs) = (new List<double>(), new List<double>());

        // The first round is for the compilers of both.
        for (var round = 0; round <= rounds; round++)
        {
            var mine = await SendAsync(services, content, people, cancellationToken);
            var other = await nodemailer.SendAsync(0, people.Count, cancellationToken);
            if (round > 0)
            {
                ours.Add(messages / mine);
                theirs.Add(messages / other);
            }
        }

        var ratio = Median([.. ours.Zip(theirs, (one, other) => one / other)]);
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                benchmark = "smtp",
                messages,
                words,
                bytesEach = content.Text.Length + content.Html.Length + (content.Attachments.Sum(attachment => attachment.Content.Length) * 4 / 3),
                connections = smtp.Connections,
                rounds,
                perSecond = Math.Round(Median(ours)),
                nodemailerPerSecond = Math.Round(Median(theirs)),
                ofNodemailer = Math.Round(ratio, 2),
            },
            PolicyNotifyJson.Compact));
    }

    private static async Task<double> SendAsync(ServiceProvider services, NoticeContent content, IReadOnlyList<Recipient> people, CancellationToken cancellationToken)
    {
        var transport = services.GetRequiredService<IMailTransport>();
        var letters = services.GetRequiredService<NoticeLetters>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (person, stop) =>
        {
            var outcome = await transport.SendAsync(letters.Write(Notice, content, person), stop);
            if (outcome.Status is not MailStatus.Accepted)
            {
                throw new InvalidOperationException($"The sink did not accept a message: {outcome.Detail}");
            }
        });
        return watch.Elapsed.TotalSeconds;
    }

    private static object Describe(ServiceProvider services, NoticeContent content, IReadOnlyList<Recipient> people)
    {
        var letters = services.GetRequiredService<NoticeLetters>();
        var first = letters.Write(Notice, content, people[0]);
        return new
        {
            mail = new
            {
                from = first.From.Address,
                replyName = first.ReplyTo!.Name,
                subject = content.Subject,
                text = content.Text,
                html = content.Html,
                mark = content.GreetingMark,
                headers = first.Headers,
                attachments = content.Attachments.Select(one => new { filename = one.FileName, contentType = one.ContentType, content = Convert.ToBase64String(one.Content.Span) }),
            },
            people = people.Select(person => letters.Write(Notice, content, person)).Select((mail, index) => new
            {
                name = people[index].Name,
                address = mail.To.Address,
                messageId = mail.MessageId,
                replyTo = mail.ReplyTo!.Address,
                greeting = $"Dear {people[index].Name},",
            }),
        };
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
