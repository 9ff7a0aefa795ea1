namespace PolicyNotify.Cli.Demo;

/// <summary>The invented customers in <c>recipients.csv</c>, by what they do in the journey.</summary>
internal static class DemoPeople
{
    public const string Objector = "ada.byrne@customers.example";

    public const string Away = "ben.okafor@customers.example";

    public const string Unverified = "dora.lind@customers.example";

    public static IReadOnlyList<string> Verified { get; } = [Objector, Away, "chiara.rossi@customers.example"];

    public static Stream Csv => typeof(DemoPeople).Assembly.GetManifestResourceStream("demo/recipients.csv")!;
}
