using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Receiving.Sources;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class FolderSourceTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_that_can_never_be_read_keep_no_other_waiting()
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:MailsPerRun", "2").WithServices(LongAfter), Cancellation);
        await using var service = journey.Service;
        Directory.CreateDirectory(service.Inbox);
        for (var number = 0; number < 12; number++)
            File.CreateSymbolicLink(Path.Combine(service.Inbox, $"a{number:00}.eml"), Path.Combine(service.Folder, "nothing is here"));
        journey.Drop("x.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        journey.Drop("y.eml", journey.Answer(journey.Notices.Person(2), ReplyJourney.Objection));
        journey.Drop("z.eml", journey.Answer(journey.Notices.Person(3), ReplyJourney.Objection));

        await journey.CollectAsync(Cancellation);
        Assert.Equal(2, (await journey.ObjectionsAsync(Cancellation)).Count);
        await journey.CollectAsync(Cancellation);

        Assert.Equal(3, (await journey.ObjectionsAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task What_is_no_mail_is_listed_with_the_name_of_its_file()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("scan-0412.eml", "\u0001\u0002 this is no mail at all");

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal("scan-0412.eml", reply.Origin);
        Assert.Contains("scan-0412.eml", Assert.Single(reply.ReviewReasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_named_as_a_source_in_trouble()
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:Folder:Path", "/dev/null/inbox"), Cancellation);
        await using var service = journey.Service;

        await Assert.ThrowsAnyAsync<IOException>(() => journey.CollectAsync(Cancellation));

        var source = Assert.Single(await service.Get<ReplySources>().ListAsync(Cancellation));
        Assert.Contains("Replies:Folder:Path", source.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_the_name_of_a_file_stands_in_no_log()
    {
        var logs = new FakeLogCollector();
        var journey = await ReplyJourney.StartAsync(
            azurite,
            builder => builder.WithServices(LongAfter).WithServices(services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)))),
            Cancellation);
        await using var service = journey.Service;
        Directory.CreateDirectory(service.Inbox);
        File.CreateSymbolicLink(Path.Combine(service.Inbox, "ada@example.net.eml"), Path.Combine(service.Folder, "nothing is here"));

        await journey.CollectAsync(Cancellation);

        var texts = logs.GetSnapshot().Select(record => record.Message).ToList();
        Assert.Contains(texts, text => text.Contains("cannot be taken up now", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("ada@", StringComparison.Ordinal));
    }

    // So that the links, which cannot be dated back, are old enough to be taken up.
    private static void LongAfter(IServiceCollection services) =>
        services.AddSingleton(new FileClock(new FakeTimeProvider(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero))));
}
