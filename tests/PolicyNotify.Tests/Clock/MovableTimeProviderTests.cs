using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Clock;
using PolicyNotify.Problems;

namespace PolicyNotify.Tests.Clock;

public sealed class MovableTimeProviderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policynotify-clock-");
    private readonly FakeTimeProvider real = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private string File => Path.Combine(folder.FullName, "new-folder", "clock.json");

    [Fact]
    public void It_shows_the_real_time_until_it_is_moved() => Assert.Equal(real.GetUtcNow(), new MovableTimeProvider(real, File).GetUtcNow());

    [Fact]
    public void After_a_move_it_keeps_running_from_there()
    {
        var clock = new MovableTimeProvider(real, File);

        clock.MoveTo(real.GetUtcNow().AddDays(31));
        real.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(new DateTimeOffset(2026, 4, 2, 9, 5, 0, TimeSpan.Zero), clock.GetUtcNow());
    }

    [Fact]
    public void A_restart_keeps_the_lead()
    {
        new MovableTimeProvider(real, File).MoveTo(real.GetUtcNow().AddDays(31));

        Assert.Equal(real.GetUtcNow().AddDays(31), new MovableTimeProvider(real, File).GetUtcNow());
    }

    [Fact]
    public void It_does_not_move_back_by_a_tick()
    {
        var clock = new MovableTimeProvider(real, File);
        clock.MoveTo(real.GetUtcNow().AddDays(1));

        Assert.Throws<ConflictingStateException>(() => clock.MoveTo(real.GetUtcNow().AddDays(1).AddTicks(-1)));
        clock.MoveTo(real.GetUtcNow().AddDays(1));
        Assert.Equal(real.GetUtcNow().AddDays(1), clock.GetUtcNow());
    }

    [Fact]
    public void A_spoilt_file_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{");

        var failure = Assert.Throws<InvalidOperationException>(() => new MovableTimeProvider(real, File));
        Assert.Contains(File, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
