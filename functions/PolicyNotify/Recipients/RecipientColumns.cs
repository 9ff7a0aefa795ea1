using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Recipients;

/// <summary>Which column of an import file holds what.</summary>
internal sealed record RecipientColumns(int Count, int Email, int VerifiedAt, int VerificationMethod, int Name, int AccountId)
{
    public const string EmailName = "email";
    public const string VerifiedAtName = "verified_at";
    public const string VerificationMethodName = "verification_method";
    public const string NameName = "name";
    public const string AccountIdName = "account_id";

    private const string Known = "email, verified_at, verification_method, name, account_id";

    /// <summary>Reads the header row; columns without a meaning here are left out and remarked upon.</summary>
    /// <exception cref="Problems.RejectedInputException">The row is no header of recipients.</exception>
    public static RecipientColumns Read(IReadOnlyList<string> header, ICollection<Diagnostic> remarks)
    {
        if (header.Count == 0)
        {
            throw ImportProblem.OfFile("import-empty", "The file is empty.", $"The first line names the columns: {Known}. Only email is required.");
        }

        var names = header.Select(name => name.Trim().ToLowerInvariant()).ToList();
        if (!names.Contains(EmailName))
        {
            throw ImportProblem.OfFile(
                "import-header", "The first line does not name a column email.", $"Start the file with a header row. Columns: {Known}. Only email is required.", 1, EmailName);
        }

        foreach (var twice in names.Where(Known.Split(", ").Contains).GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw ImportProblem.OfFile("import-header", $"The first line names the column {twice.Key} twice.", "Rename or remove one of them.", 1, twice.Key);
        }

        foreach (var unknown in names.Except(Known.Split(", "), StringComparer.Ordinal).Where(name => name.Length > 0))
        {
            remarks.Add(new(
                "import-column", DiagnosticSeverity.Warning, $"The column '{unknown}' means nothing here and was left out.", $"Known columns: {Known}.",
                ImportProblem.File, 1, unknown));
        }

        var columns = new RecipientColumns(
            names.Count, names.IndexOf(EmailName), names.IndexOf(VerifiedAtName), names.IndexOf(VerificationMethodName), names.IndexOf(NameName), names.IndexOf(AccountIdName));
        return columns.VerifiedAt >= 0 != columns.VerificationMethod >= 0
            ? throw ImportProblem.OfFile(
                "import-header", "The first line names only one of verified_at and verification_method.",
                "A verified address needs both: when it was verified, and how. Add the other column or remove this one.",
                1, columns.VerifiedAt >= 0 ? VerificationMethodName : VerifiedAtName)
            : columns;
    }
}
