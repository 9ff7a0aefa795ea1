using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Mail;

namespace PolicyNotify.Tests.Notices;

/// <summary>A mail system that answers as a test says and remembers what it was given.</summary>
internal sealed class ScriptedTransport(Func<OutgoingMail, int, Task<MailOutcome>> answer) : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> given = new();
    private int calls;

    public ScriptedTransport(Func<OutgoingMail, int, MailOutcome> answer)
        : this((mail, call) => Task.FromResult(answer(mail, call)))
    {
    }

    public string Name => "scripted";

    /// <summary>Every message handed over, repeats included.</summary>
    public IReadOnlyList<OutgoingMail> Given => [.. given];

    public IReadOnlyDictionary<string, int> TimesByAddress => given.GroupBy(mail => mail.To.Address).ToDictionary(same => same.Key, same => same.Count());

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        given.Enqueue(mail);
        return answer(mail, Interlocked.Increment(ref calls));
    }

    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(this));
}
