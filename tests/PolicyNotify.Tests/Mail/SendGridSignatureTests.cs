using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Mail.SendGrid;

namespace PolicyNotify.Tests.Mail;

public sealed class SendGridSignatureTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SendGridSigner signer = new();
    private readonly byte[] body = "[{\"event\":\"delivered\"}]\r\n"u8.ToArray();

    public void Dispose() => signer.Dispose();

    // The example that the vendor's own libraries are tested with, so that we agree with more than our own signer.
    [Fact]
    public void The_vendors_own_example_is_genuine()
    {
        Assert.True(SendGridPublicKey.TryParse(
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==",
            out var key, out _));
        var signature = new SendGridSignature(key, Window, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1588788367)));

        Assert.Equal(SendGridSignatureVerdict.Genuine, signature.Verify(
            "MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=",
            "1588788367",
            "{\"category\":\"example_payload\",\"event\":\"test_event\",\"message_id\":\"message_id\"}"u8));
    }

    [Fact]
    public async Task What_SendGrid_signed_is_genuine_in_memory_and_as_a_stream()
    {
        var timestamp = SendGridSigner.TimestampOf(clock.GetUtcNow());
        var signature = signer.Sign(timestamp, body);
        using var stream = new MemoryStream(body);

        Assert.Equal(SendGridSignatureVerdict.Genuine, Checker().Verify(signature, timestamp, body));
        Assert.Equal(
            SendGridSignatureVerdict.Genuine, await Checker().VerifyAsync(signature, timestamp, stream, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_changed_body_a_changed_time_and_another_key_are_forged()
    {
        var timestamp = SendGridSigner.TimestampOf(clock.GetUtcNow());
        var signature = signer.Sign(timestamp, body);
        using var stranger = new SendGridSigner();

        Assert.Equal(SendGridSignatureVerdict.Forged, Checker().Verify(signature, timestamp, body.AsSpan()[..^2]));
        Assert.Equal(SendGridSignatureVerdict.Forged, Checker().Verify(signature, SendGridSigner.TimestampOf(clock.GetUtcNow().AddSeconds(1)), body));
        Assert.Equal(SendGridSignatureVerdict.Forged, Checker().Verify(stranger.Sign(timestamp, body), timestamp, body));
        Assert.Equal(SendGridSignatureVerdict.Forged, Checker().Verify(Convert.ToBase64String(new byte[70]), timestamp, body));
    }

    [Theory]
    [InlineData(null, "1804075200", nameof(SendGridSignatureVerdict.Missing))]
    [InlineData("AAAA", null, nameof(SendGridSignatureVerdict.Missing))]
    [InlineData("", "", nameof(SendGridSignatureVerdict.Missing))]
    [InlineData("not base64!", "1804075200", nameof(SendGridSignatureVerdict.Malformed))]
    [InlineData("AAAA", "yesterday", nameof(SendGridSignatureVerdict.Malformed))]
    [InlineData("AAAA", "-1804075200", nameof(SendGridSignatureVerdict.Malformed))]
    [InlineData("AAAA", "999999999999", nameof(SendGridSignatureVerdict.Malformed))]
    [InlineData("AAAA", "99999999999999999999", nameof(SendGridSignatureVerdict.Malformed))]
    [InlineData("", "1804075200", nameof(SendGridSignatureVerdict.Missing))]
    public void Headers_that_are_missing_or_malformed_are_told_apart(string? signature, string? timestamp, string verdict) =>
        Assert.Equal(Enum.Parse<SendGridSignatureVerdict>(verdict), Checker().Verify(signature, timestamp, body));

    [Theory]
    [InlineData(-600, nameof(SendGridSignatureVerdict.Genuine))]
    [InlineData(-601, nameof(SendGridSignatureVerdict.OutsideWindow))]
    [InlineData(300, nameof(SendGridSignatureVerdict.Genuine))]
    [InlineData(301, nameof(SendGridSignatureVerdict.OutsideWindow))]
    public void Both_ends_of_the_replay_window_hold(int seconds, string verdict)
    {
        var timestamp = SendGridSigner.TimestampOf(clock.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(Enum.Parse<SendGridSignatureVerdict>(verdict), Checker().Verify(signer.Sign(timestamp, body), timestamp, body));
    }

    [Fact]
    public void A_key_of_another_curve_or_shape_is_refused_with_what_to_do()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string[] bad =
        [
            "", "-----BEGIN PUBLIC KEY-----", "AAAA", signer.PublicKey[..40],
            Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()),
            Convert.ToBase64String([.. Convert.FromBase64String(signer.PublicKey), 0]),
        ];

        Assert.All(bad, text =>
        {
            Assert.False(SendGridPublicKey.TryParse(text, out _, out var problem));
            Assert.Contains("copy the verification key", problem, StringComparison.Ordinal);
        });
    }

    private SendGridSignature Checker() =>
        SendGridPublicKey.TryParse($" {signer.PublicKey}\n", out var key, out var problem)
            ? new SendGridSignature(key, Window, clock)
            : throw new InvalidOperationException(problem);
}
