using System.Globalization;
using System.Text;

namespace PolicyNotify.Benchmarks.Compare;

/// <summary>
/// Policies of the usual length that read like policies: sections with paragraphs, lists and a table, in the words that
/// policies use. A statement is drawn from a seed and can be written in two wordings.
/// </summary>
internal static class PolicyTexts
{
    private const int Length = 55_000;
    private const int Seed = 20261122;
    private const int EditedOnceIn = 40;

    private static readonly string[] Titles =
    [
        "Information we collect", "How we use your information", "Who receives your information", "Cookies and similar technologies", "Advertising and measurement",
        "How long we keep your information", "Your rights and choices", "Security", "International transfers", "Children", "Automated decisions", "Payments and purchases",
        "Messages and calls", "Location", "Research and statistics", "Business transfers", "Legal requests", "Changes to this policy",
    ];

    private static readonly string[] Data =
    [
        "your name and e-mail address", "your postal address", "the telephone number that you give us", "payment card details", "the messages you send to other members", "photos and videos that you upload",
        "your date of birth", "information about your device and browser", "your approximate location", "the pages you visit and the links you follow", "records of your purchases", "your contacts, where you let us see them",
        "answers to surveys", "recordings of support calls", "identifiers for advertising", "log files with network addresses", "your language and time zone", "information from your social network account",
        "ratings and reviews", "the search terms you enter", "your delivery preferences", "the state of your subscription", "copies of identity documents", "biometric templates for face recognition",
    ];

    private static readonly string[] Purposes =
    [
        "to provide and maintain the service", "to answer your requests", "to prevent fraud and abuse", "to show advertisements that fit your interests", "to comply with the law", "to improve our products",
        "to measure how well campaigns perform", "to send you service messages", "to personalise the content that you see", "to train the models behind our recommendations", "to carry out research",
        "to calculate taxes and invoices", "to protect the rights of our members", "to deliver what you ordered", "to verify that you are old enough",
    ];

    private static readonly string[] Parties =
    [
        "hosting providers", "payment processors", "advertising partners", "analytics companies", "our affiliates", "courts and authorities", "credit agencies", "delivery services", "customer support contractors",
        "professional advisers", "researchers at universities", "a buyer of the business", "other members of the service", "insurers",
    ];

    private static readonly string[] Conditions =
    [
        "if you have given your consent", "unless you object", "where the law permits it", "when you contact us", "as long as your account is open", "within 30 days of your request", "for no longer than 24 months",
        "only after you have chosen so in your settings", "except where another law requires otherwise", "before the change takes effect", "in the European Economic Area", "until you withdraw your consent",
    ];

    private static readonly string[] Asides =
    [
        "You can change this in the settings of your account.", "We explain below how this works.", "This helps us keep the service safe.", "Some features need it.", "Please contact us if you have questions about it.",
        "The details depend on the country in which you live.", "We review this practice every year.", "Our support team will be glad to help.",
    ];

    /// <summary>A few edits, all sentences rewritten, and half of the sections elsewhere.</summary>
    public static IEnumerable<TextPair> Pairs()
    {
        for (var i = 0; i < 3; i++)
        {
            var sections = Sections(Seed + i);
            var old = Write(sections, _ => 0);
            var edits = new Random(Seed + i);
            yield return new($"policy {i + 1}, a few edits", old, Write(sections, _ => edits.Next(EditedOnceIn) == 0 ? 1 : 0));
            yield return new($"policy {i + 1}, rewritten", old, Write(sections, _ => 1));
            yield return new($"policy {i + 1}, sections moved", old, Write([.. sections.Where((_, at) => at % 2 == 1), .. sections.Where((_, at) => at % 2 == 0)], _ => 0));
            yield return new($"policy {i + 1}, another policy", old, Write(Sections(Seed + 100 + i), _ => 0));
        }
    }

    private static List<(string Title, List<int> Statements)> Sections(int seed)
    {
        var random = new Random(seed);
        var sections = new List<(string Title, List<int> Statements)>();
        for (var length = 0; length < Length;)
        {
            var title = Titles[sections.Count % Titles.Length] + (sections.Count < Titles.Length ? "" : string.Create(CultureInfo.InvariantCulture, $" ({sections.Count / Titles.Length + 1})"));
            List<int> statements = [.. Enumerable.Range(0, random.Next(8, 26)).Select(_ => random.Next())];
            sections.Add((title, statements));
            length += WriteSection(title, statements, _ => 0).Length;
        }

        return sections;
    }

    private static string Write(List<(string Title, List<int> Statements)> sections, Func<int, int> wordingOf) =>
        "# Privacy policy\n\n" + string.Concat(sections.Select(section => WriteSection(section.Title, section.Statements, wordingOf)));

    private static string WriteSection(string title, List<int> statements, Func<int, int> wordingOf)
    {
        var text = new StringBuilder($"## {title}\n\n");
        for (var i = 0; i < statements.Count; i++)
        {
            var shape = statements[i] % 7;
            var wording = wordingOf(statements[i]);
            var sentence = Sentence(new Random(statements[i]), wording);
            text.Append(shape switch
            {
                0 => $"{(wording == 0 ? "This includes:" : "Among other things:")}\n\n- {Pick(new Random(statements[i]), Data)}\n- {Pick(new Random(statements[i] / 2), Data)}, {Pick(new Random(statements[i]), Purposes)}\n- {Pick(new Random(statements[i] / 3), Data)}\n\n",
                1 => $"- {sentence}\n",
                2 => $"{sentence}\n\n",
                3 => $"\n| Data | Purpose | Kept |\n|---|---|---|\n| {Pick(new Random(statements[i]), Data)} | {Pick(new Random(statements[i] / 2), Purposes)} | {Pick(new Random(statements[i] / 3), Conditions)} |\n\n",
                _ => $"{sentence} ",
            });
        }

        return text.Append("\n\n").ToString();
    }

    private static string Sentence(Random random, int wording)
    {
        var (data, purpose, party, condition, kind) = (Pick(random, Data), Pick(random, Purposes), Pick(random, Parties), Pick(random, Conditions), random.Next(6));
        var aside = random.Next(3) == 0 ? " " + Pick(random, Asides) : "";
        var first = (kind, wording) switch
        {
            (0, 0) => $"We collect {data} {purpose}, {condition}.",
            (0, _) => $"{Capital(data)} may be gathered by us {condition}, and we do so {purpose}.",
            (1, 0) => $"We share {data} with {party} {purpose}.",
            (1, _) => $"{Capital(party)} may receive {data} from us; we pass it on {purpose}.",
            (2, 0) => $"You can ask us to delete {data} {condition}, and we will tell {party} about it.",
            (2, _) => $"On request we erase {data}, {condition}; {party} will hear from us as well.",
            (3, 0) => $"We do not sell {data}, but {party} may use it {purpose}.",
            (3, _) => $"Nobody buys {data} from us, although it may be used by {party} {purpose}.",
            (4, 0) => $"{Capital(data)} and {Pick(random, Data)} are kept {condition} {purpose}.",
            (4, _) => $"For as long as needed {purpose}, we store {data} {condition}.",
            (_, 0) => $"If we use {data} {purpose}, we rely on our legitimate interests, {condition}.",
            _ => $"Our legitimate interests allow us to work with {data} {purpose}, {condition}.",
        };
        return first + aside;
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
