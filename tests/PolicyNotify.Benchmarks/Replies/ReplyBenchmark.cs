using System.Diagnostics;
using System.Text.Json;
using MimeKit;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Benchmarks.Replies;

/// <summary>
/// Times how many mails a second one thread judges, file to verdict, against reading the same files with MimeKit and nothing else, in turns;
/// then mails of 10 MB one by one, with what each allocates. Prints one JSON line for the folder and one for each large mail.
/// </summary>
internal static class ReplyBenchmark
{
    private const int WarmUps = 2;

    public static int Run(string folder, int rounds, CancellationToken cancellationToken)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"There is no mail (*.eml) in {folder}; name a folder that holds some.");
            return 2;
        }

        var judge = new ReplyJudge(PhraseBooks.Load());
        MeasureFolder(judge, files, rounds, cancellationToken);
        foreach (var (name, write) in LargeMails.All)
            MeasureLarge(judge, name, write, cancellationToken);
        return 0;
    }

    private static void MeasureFolder(ReplyJudge judge, List<string> files, int rounds, CancellationToken cancellationToken)
    {
        var judging = new TimeSpan[files.Count];
        var parsing = new TimeSpan[files.Count];
        Array.Fill(judging, TimeSpan.MaxValue);
        Array.Fill(parsing, TimeSpan.MaxValue);
        var kinds = new Dictionary<ReplyKind, int>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var index = 0; index < files.Count; index++)
            {
                var kind = default(ReplyKind);
                var judged = Time(files[index], stream => kind = judge.Judge(stream, cancellationToken).Kind);
                var parsed = Time(files[index], stream => Parse(stream, cancellationToken));
                if (round < 0)
                    continue;
                judging[index] = Min(judging[index], judged);
                parsing[index] = Min(parsing[index], parsed);
                if (round == 0)
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }

        var slowest = Array.IndexOf(judging, judging.Max());
        using var process = Process.GetCurrentProcess();
        Write(new
        {
            benchmark = "replies",
            mails = files.Count,
            megabytes = Math.Round(files.Sum(file => new FileInfo(file).Length) / 1e6, 2),
            rounds,
            mailsPerSecond = (int)(files.Count / judging.Sum(time => time.TotalSeconds)),
            parseOnlyMailsPerSecond = (int)(files.Count / parsing.Sum(time => time.TotalSeconds)),
            medianMilliseconds = Milliseconds(judging.Order().ElementAt(files.Count / 2)),
            slowestMilliseconds = Milliseconds(judging[slowest]),
            slowestMail = Path.GetFileName(files[slowest]),
            peakMegabytes = process.PeakWorkingSet64 / 1_000_000,
            kinds = kinds.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value),
        });
    }

    private static void MeasureLarge(ReplyJudge judge, string name, Action<Stream> write, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file))
                write(stream);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var kind = default(ReplyKind);
            var judged = Time(file, stream => kind = judge.Judge(stream, cancellationToken).Kind);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            var parsed = Time(file, stream => Parse(stream, cancellationToken));
            using var process = Process.GetCurrentProcess();
            Write(new
            {
                benchmark = "replies",
                mail = name,
                megabytes = Math.Round(new FileInfo(file).Length / 1e6, 1),
                kind = kind.ToString(),
                milliseconds = Milliseconds(judged),
                parseOnlyMilliseconds = Milliseconds(parsed),
                allocatedMegabytes = Math.Round(allocated / 1e6, 1),
                peakMegabytes = process.PeakWorkingSet64 / 1_000_000,
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TimeSpan Time(string file, Action<Stream> work)
    {
        var start = Stopwatch.GetTimestamp();
        using (var stream = File.OpenRead(file))
            work(stream);
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Parse(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            new MimeParser(stream, MimeFormat.Entity, persistent: true).ParseMessage(cancellationToken).Dispose();
        }
        catch (FormatException)
        {
            // Some of the mails are no mails; the judge says so as well.
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);

    private static void Write(object line) => Console.WriteLine(JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
}
