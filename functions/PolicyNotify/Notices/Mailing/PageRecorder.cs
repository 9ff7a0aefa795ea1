using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Logging;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Writes what became of a page into the ledger. While storage is away, the outcomes are held here and written again until they are in it:
/// whoever was told must not be told again because nobody could write it down. Only the end of the process loses them, so nobody is made to
/// wait for them longer than the host lets a function run.
/// </summary>
internal sealed partial class PageRecorder(DeliveryLedger ledger, TimeProvider clock, ILogger<PageRecorder> logger) : IDisposable
{
    // Short, so that the record is there before anybody else looks at claims that have run out meanwhile.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<(MailingId Mailing, RecipientId Recipient), bool> held = new();

    /// <summary>How many outcomes wait for storage to come back.</summary>
    public int Held => held.Count;

    /// <summary>Whether a copy's outcome is known here and not yet in the ledger: nobody may send it meanwhile, whatever the ledger says.</summary>
    public bool Holds(MailingId mailing, RecipientId recipient) => held.ContainsKey((mailing, recipient));

    /// <summary>Returns when the outcomes are in the ledger, or time is up: then they are held and written here all the same.</summary>
    /// <param name="mailing">Which mailing.</param>
    /// <param name="deliveries">The claimed deliveries with their outcomes.</param>
    /// <param name="endBy">Until when to wait for a storage that is away.</param>
    /// <param name="cancellationToken">Stops the waiting only: what was sent is written as long as the process lives, whoever is in a hurry.</param>
    /// <returns>False when they are not in the ledger yet.</returns>
    public async Task<bool> RecordAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        if (await TryAsync(mailing, deliveries))
        {
            return true;
        }

        var holding = HoldAsync(mailing, deliveries);
        var left = endBy - clock.GetUtcNow();
        try
        {
            await holding.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException) when (!holding.IsCompleted)
        {
            return false;
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private async Task HoldAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries)
    {
        var token = ended.Token;
        foreach (var delivery in deliveries)
        {
            held[(mailing, delivery.Recipient)] = true;
        }

        try
        {
            LogHeld(mailing, deliveries.Count);
            var pause = FirstPause;
            do
            {
                await Task.Delay(pause, clock, token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            while (!await TryAsync(mailing, deliveries));
            LogWritten(mailing, deliveries.Count);
        }
        finally
        {
            foreach (var delivery in deliveries)
            {
                held.TryRemove((mailing, delivery.Recipient), out _);
            }
        }
    }

    /// <returns>False when storage does not take them now.</returns>
    private async Task<bool> TryAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            await ledger.RecordAsync(mailing, deliveries, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (!IsForGood(exception))
        {
            return false;
        }
        catch (Exception exception)
        {
            // Whoever waited for it may have gone.
            LogLost(exception, mailing, deliveries.Count);
            throw;
        }
    }

    // What is lost is sent again, so that all else is worth another try: a role that somebody took away, an identity that gets no token.
    private static bool IsForGood(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 400 or 413,
        AggregateException several => several.InnerExceptions.Any(IsForGood),
        _ => false,
    };

    [LoggerMessage(LogLevel.Error, "Storage does not take the outcomes of {Count} deliveries of {Mailing}; they are held until it does. Ending the process now would repeat these messages.")]
    private partial void LogHeld(MailingId mailing, int count);

    [LoggerMessage(LogLevel.Warning, "The outcomes of {Count} deliveries of {Mailing} are in the ledger now.")]
    private partial void LogWritten(MailingId mailing, int count);

    [LoggerMessage(LogLevel.Error, "The outcomes of {Count} deliveries of {Mailing} could not be written; after their claims have run out these messages are sent again.")]
    private partial void LogLost(Exception exception, MailingId mailing, int count);
}
