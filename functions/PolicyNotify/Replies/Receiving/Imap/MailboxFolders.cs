using MailKit;
using MailKit.Net.Imap;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>The folders of one mailbox, the first of them open.</summary>
internal sealed class MailboxFolders
{
    private readonly ImapClient client;
    private readonly string setting;
    private readonly ImapOptions mailbox;

    private MailboxFolders(ImapClient client, string setting, ImapOptions mailbox, IMailFolder inbox, IMailFolder done)
    {
        (this.client, this.setting, this.mailbox) = (client, setting, mailbox);
        (Inbox, Done) = (inbox, done);
    }

    /// <summary>Where replies arrive.</summary>
    public IMailFolder Inbox { get; }

    /// <summary>Where they go when they are durable.</summary>
    public IMailFolder Done { get; }

    /// <summary>Whether the server lets us mark mails in words of our own.</summary>
    public bool KeepsKeywords => Inbox.PermanentFlags.HasFlag(MessageFlags.UserDefined);

    public bool IsConnected => client.IsConnected;

    /// <exception cref="MailboxException">The folder is not there or may not be changed.</exception>
    public static async Task<MailboxFolders> OpenAsync(ImapClient client, string setting, ImapOptions mailbox, CancellationToken cancellationToken)
    {
        try
        {
            var inbox = await FindAsync(client, mailbox.Folder, cancellationToken)
                ?? throw new MailboxException($"There is no folder {mailbox.Folder} in the mailbox: check {setting}:Folder.");
            var done = await FindOrCreateAsync(client, setting, nameof(ImapOptions.DoneFolder), mailbox.DoneFolder, cancellationToken);
            if (await inbox.OpenAsync(FolderAccess.ReadWrite, cancellationToken) is not FolderAccess.ReadWrite)
                throw new MailboxException($"The folder {mailbox.Folder} may only be read: give {setting}:UserName the right to move mails out of it.");
            return new(client, setting, mailbox, inbox, done);
        }
        catch (ImapCommandException exception)
        {
            throw new MailboxException($"The folder {mailbox.Folder} cannot be opened: {Mail.MailText.Redacted(exception.Message)} Check {setting}:Folder.", exception);
        }
    }

    /// <summary>Where mails go that the server cannot hand out.</summary>
    public Task<IMailFolder> FailedAsync(CancellationToken cancellationToken) =>
        FindOrCreateAsync(client, setting, nameof(ImapOptions.FailedFolder), mailbox.FailedFolder, cancellationToken);

    /// <summary>How many mails wait there for somebody to look.</summary>
    public async Task<int> CountFailedAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(client, mailbox.FailedFolder, cancellationToken) is not { } failed)
            return 0;
        await failed.StatusAsync(StatusItems.Count, cancellationToken);
        return failed.Count;
    }

    private static async Task<IMailFolder> FindOrCreateAsync(ImapClient client, string setting, string key, string path, CancellationToken cancellationToken)
    {
        if (await FindAsync(client, path, cancellationToken) is { } found)
            return found;
        try
        {
            var folder = Root(client);
            foreach (var name in path.Split('/'))
                folder = await ChildAsync(folder, name, cancellationToken) ?? await CreateAsync(folder, name, cancellationToken);
            return folder;
        }
        catch (ImapCommandException exception)
        {
            throw new MailboxException($"The folder {path} cannot be created: {Mail.MailText.Redacted(exception.Message)} Create it, or set {setting}:{key} to another.", exception);
        }
    }

    private static async Task<IMailFolder?> FindAsync(ImapClient client, string path, CancellationToken cancellationToken)
    {
        if (path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))
            return client.Inbox;
        IMailFolder? folder = Root(client);
        foreach (var name in path.Split('/'))
        {
            folder = folder is not null && name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) && folder == Root(client) ? client.Inbox : folder is null ? null : await ChildAsync(folder, name, cancellationToken);
        }

        return folder is { Exists: true } ? folder : null;
    }

    private static IMailFolder Root(ImapClient client) => client.GetFolder(client.PersonalNamespaces[0]);

    private static async Task<IMailFolder?> ChildAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await parent.GetSubfolderAsync(name, cancellationToken);
        }
        catch (FolderNotFoundException)
        {
            return null;
        }
    }

    private static async Task<IMailFolder> CreateAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await parent.CreateAsync(name, isMessageFolder: true, cancellationToken) ?? await parent.GetSubfolderAsync(name, cancellationToken);
        }
        catch (ImapCommandException)
        {
            // Another instance may have been faster.
            return await ChildAsync(parent, name, cancellationToken) ?? throw new MailboxException($"The folder {name} can neither be found nor created.");
        }
    }
}
