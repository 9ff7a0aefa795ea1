using PolicyNotify.Cli.Evidence;
using PolicyNotify.Evidence;

namespace PolicyNotify.Tests.Cli;

public sealed class AuditVerifyTests
{
    [Fact]
    public void An_untouched_log_is_intact_and_contains_its_own_hashes()
    {
        var log = Log();

        Assert.True(AuditVerifyCommand.Verify(log, null).IsIntact);
        Assert.True(AuditVerifyCommand.Verify(log, log[1].Hash).IsIntact);
    }

    [Fact]
    public void A_changed_entry_shows()
    {
        var log = Log();
        log[1] = log[1] with { Actor = "key:somebody-else" };

        var result = AuditVerifyCommand.Verify(log, null);

        Assert.False(result.IsIntact);
        Assert.Equal(2, result.FirstBroken);
    }

    [Fact]
    public void A_log_whose_end_was_cut_off_shows_against_a_hash_noted_before()
    {
        var log = Log();
        var noted = log[^1].Hash;

        Assert.True(AuditVerifyCommand.Verify(log[..2], null).IsIntact);
        Assert.False(AuditVerifyCommand.Verify(log[..2], noted).IsIntact);
    }

    private static AuditEntry[] Log()
    {
        var entries = new List<AuditEntry>();
        foreach (var action in new[] { "version.published", "notice.planned", "notice.sent" })
        {
            var previous = entries.Count == 0 ? AuditHash.BeforeFirst : entries[^1].Hash;
            entries.Add(AuditHash.Sealed(new(
                entries.Count + 1, DateTimeOffset.UnixEpoch, action, "privacy/2.0", "key:ci", new Dictionary<string, string> { ["sha256"] = "00" }, previous, "")));
        }

        return [.. entries];
    }
}
