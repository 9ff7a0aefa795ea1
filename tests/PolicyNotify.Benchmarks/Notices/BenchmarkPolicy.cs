using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Verified people, and a policy with a significant change.</summary>
internal static class BenchmarkPolicy
{
    public static async Task PrepareAsync(IServiceProvider services, int recipients, int words, CancellationToken cancellationToken)
    {
        var identity = services.GetRequiredService<RecipientIdentity>();
        var store = services.GetRequiredService<RecipientStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var chunk in Enumerable.Range(0, recipients).Chunk(20_000))
        {
            await store.UpsertManyAsync(
                chunk.Select(number =>
                {
                    var address = string.Create(CultureInfo.InvariantCulture, $"person{number}@example.net");
                    return new Recipient(identity.IdOf(address), address, $"Person {number}", null, new AddressVerification(now, "double-opt-in", now), now);
                }),
                cancellationToken);
        }

        var publishing = services.GetRequiredService<PublishingService>();
        var document = DocumentId.Parse("privacy");
        var first = Text(words, "We do not share your data with anybody.", "");
        var second = Text(
            words, "We share your name and address with our payment provider.", "significance: significant\nreason: a new recipient\napproved-by: Bench\n");
        await publishing.PublishAsync(document, Encoding.UTF8.GetBytes(first), Actor.Key("bench"), cancellationToken);
        await publishing.PublishAsync(document, Encoding.UTF8.GetBytes(second), Actor.Key("bench"), cancellationToken);
    }

    private static string Text(int words, string sharing, string frontMatter)
    {
        var text = new StringBuilder($"---\ntitle: Privacy Policy\ntimezone: Europe/Berlin\n{frontMatter}---\n\n## Who receives it\n\n{sharing}\n");
        for (var paragraph = 0; paragraph < words / 50; paragraph++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Section {paragraph}\n\n")
                .AppendJoin(' ', Enumerable.Range(0, 50).Select(word => $"word{(paragraph * 50) + word}")).Append(".\n");
        }

        return text.ToString();
    }
}
