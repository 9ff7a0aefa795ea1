using System.Text.Json;
using PolicyNotify.Cli.Service;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using Spectre.Console;

namespace PolicyNotify.Cli.Notices;

/// <summary>Follows a notice until nothing moves any more: a progress bar in a terminal, else a line for each change.</summary>
internal sealed class NoticeWatching(Invocation invocation, ServiceClient service, NoticeId id, TimeSpan pause)
{
    private readonly NoticeProgress progress = new();

    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var last = await LookAsync(cancellationToken);
        if (invocation.Answer.IsTerminal && !invocation.IsJson)
        {
            last = await FollowInTerminalAsync(last, cancellationToken);
            NoticeWords.Write(invocation.Answer, last.View);
            return ExitCode.Fine;
        }

        var said = "";
        while (true)
        {
            // That time passes is no change.
            var seen = invocation.IsJson ? JsonSerializer.Serialize(last.View with { AsOf = default }, PolicyNotifyJson.Compact) : progress.Line(last.View);
            if (seen != said)
                invocation.Answer.Line(invocation.IsJson ? JsonSerializer.Serialize(last.Answer, PolicyNotifyJson.Compact) : $"{Words.Of(last.View.AsOf)}  {seen}");
            said = seen;
            if (IsOver(last.View))
                break;
            last = await NextAsync(cancellationToken);
        }

        if (!invocation.IsJson)
        {
            invocation.Answer.Line();
            NoticeWords.Write(invocation.Answer, last.View);
        }

        return ExitCode.Fine;
    }

    private async Task<(JsonElement Answer, NoticeView View)> FollowInTerminalAsync((JsonElement Answer, NoticeView View) first, CancellationToken cancellationToken)
    {
        var last = first;
        await invocation.Answer.Console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 25 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask(id.ToString());
                while (true)
                {
                    task.MaxValue = Math.Max(1, last.View.Counts.Verified);
                    task.Value = last.View.Counts.Verified == 0 ? 1 : last.View.Counts.Accepted + last.View.Counts.Refused;
                    task.Description = Markup.Escape(progress.ShortLine(last.View));
                    if (IsOver(last.View))
                        return;
                    last = await NextAsync(cancellationToken);
                }
            });
        return last;
    }

    private async Task<(JsonElement Answer, NoticeView View)> NextAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(pause, invocation.Host.Time, cancellationToken);
        return await LookAsync(cancellationToken);
    }

    private async Task<(JsonElement Answer, NoticeView View)> LookAsync(CancellationToken cancellationToken)
    {
        var answer = await service.GetAsync($"api/notices/{id}", cancellationToken);
        var view = service.Read<NoticeView>(answer);
        progress.Saw(invocation.Host.Time.GetUtcNow(), view);
        return (answer, view);
    }

    // What waits for a decision may wait for days.
    private static bool IsOver(NoticeView notice) =>
        notice.State is NoticeState.Told or NoticeState.Completed or NoticeState.Cancelled or NoticeState.Held or NoticeState.AwaitingApproval;
}
