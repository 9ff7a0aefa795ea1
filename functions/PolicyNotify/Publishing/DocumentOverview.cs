using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>Where one document stands.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Title">Its title as last published.</param>
/// <param name="InForce">The version that applies now; null before the first takes effect.</param>
/// <param name="Latest">The version published last and not withdrawn.</param>
/// <param name="Pending">The versions still to take effect, in the order in which they will.</param>
public sealed record DocumentOverview(DocumentId Document, string Title, PolicyVersion? InForce, PolicyVersion Latest, IReadOnlyList<PolicyVersion> Pending);
