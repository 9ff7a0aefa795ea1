namespace PolicyNotify.Cli.Demo;

/// <summary>Everything the demo writes, below <c>.local/demo</c> of the repository; emptied at the start of each run.</summary>
internal sealed class DemoFolder
{
    private readonly string repository;

    private DemoFolder(string repository)
    {
        this.repository = repository;
        Root = Path.Combine(repository, ".local", "demo");
    }

    public string Root { get; }

    public string Texts => Path.Combine(Root, "texts");

    public string Outbox => Path.Combine(Root, "outbox");

    public string Inbox => Path.Combine(Root, "inbox");

    public string ServiceLog => Path.Combine(Root, "service.log");

    public string ApiKey => Path.Combine(Root, "api-key");

    public string Recipients => Path.Combine(Root, "recipients.csv");

    public string Policy(string name) => Path.Combine(repository, "policy", name);

    public string Text(string name) => Path.Combine(Texts, name);

    public IReadOnlyList<string> Mails() => [.. Directory.EnumerateFiles(Outbox, "*.eml").Order(StringComparer.Ordinal)];

    public static DemoFolder Prepare(string repository)
    {
        var folder = new DemoFolder(repository);
        if (!Directory.Exists(Path.Combine(repository, "policy")))
            throw new CommandFailedException(ExitCode.BadInput, $"The demo plays with the texts of the repository it was built in, but {repository} has no policy folder. Run it from a clone: dotnet run --project functions/PolicyNotify.Cli -- demo");
        if (Directory.Exists(folder.Root))
            Directory.Delete(folder.Root, recursive: true);
        foreach (var path in new[] { folder.Root, folder.Texts, folder.Outbox, folder.Inbox })
            Directory.CreateDirectory(path);
        return folder;
    }
}
