namespace PolicyNotify.Cli.Demo;

/// <summary>Everything the demo writes, <c>.local/demo</c> of the repository unless told otherwise; emptied at the start of each run.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly string repository;
    private FileStream? held;

    private DemoFolder(string repository, string root)
    {
        this.repository = repository;
        Root = root;
    }

    public string Root { get; }

    public string Texts => Path.Combine(Root, "texts");

    public string Outbox => Path.Combine(Root, "outbox");

    public string Inbox => Path.Combine(Root, "inbox");

    /// <summary>Copies of the mails that the demo let arrive: the service takes the originals away.</summary>
    public string Received => Path.Combine(Root, "received");

    public string ServiceLog => Path.Combine(Root, "service.log");

    public string ApiKey => Path.Combine(Root, "api-key");

    public string Evidence => Path.Combine(Root, "evidence.zip");

    public string Recipients => Path.Combine(Root, "recipients.csv");

    private string Mark => Path.Combine(Root, ".policy-notify-demo");

    public string Policy(string name) => Path.Combine(repository, "policy", name);

    public string Text(string name) => Path.Combine(Texts, name);

    public IReadOnlyList<string> Mails() =>
        [.. Directory.EnumerateFiles(Outbox, "*.eml").Where(file => !file.EndsWith(".legal.eml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Makes the folder new and empty. Refuses to empty one that the demo did not make.</summary>
    public static DemoFolder Prepare(string repository, string? given)
    {
        if (!Directory.Exists(Path.Combine(repository, "policy")))
            throw new CommandFailedException(ExitCode.BadInput, $"The demo plays with the texts of the repository it was built in, but {repository} has no policy folder. Run it from a clone: dotnet run --project functions/PolicyNotify.Cli -- demo");
        var folder = new DemoFolder(repository, given ?? Path.Combine(repository, ".local", "demo"));
        if (Directory.Exists(folder.Root) && Directory.EnumerateFileSystemEntries(folder.Root).Any())
        {
            if (!File.Exists(folder.Mark))
                throw new CommandFailedException(ExitCode.BadInput, $"{folder.Root} is not empty and was not made by the demo, which would delete what is in it. Name another folder.");
            using (folder.Hold())
            {
                // Only to see that no other demo holds it.
            }

            Directory.Delete(folder.Root, recursive: true);
        }

        foreach (var path in new[] { folder.Root, folder.Texts, folder.Outbox, folder.Inbox, folder.Received })
            Directory.CreateDirectory(path);
        File.WriteAllText(folder.Mark, "Written by policy-notify demo, which deletes this folder when it starts.\n");
        folder.held = folder.Hold();
        return folder;
    }

    public void Dispose() => held?.Dispose();

    // A second demo would delete what the first one is still showing.
    private FileStream Hold()
    {
        try
        {
            return new FileStream(Mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"Another demo is still running in {Root}. End it first (Ctrl+C), or name another folder with --folder.");
        }
    }
}
