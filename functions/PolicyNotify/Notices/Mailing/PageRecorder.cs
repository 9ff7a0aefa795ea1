using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Logging;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Writes what became of a page into the ledger. While storage is away, the outcomes are held here and written again until they are in it:
/// whoever was told must not be told again because nobody could write it down. Only the end of the process loses them.
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

    /// <summary>Returns when the outcomes are in the ledger.</summary>
    /// <param name="mailing">Which mailing.</param>
    /// <param name="deliveries">The claimed deliveries with their outcomes.</param>
    /// <param name="cancellationToken">Stops the waiting only: what was sent is written as long as the process lives, whoever is in a hurry.</param>
    public async Task RecordAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (!await TryAsync(mailing, deliveries))
        {
            await HoldAsync(mailing, deliveries).WaitAsync(cancellationToken);
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
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever waited for it may have gone.
            LogLost(exception, mailing, deliveries.Count);
            throw;
        }
        finally
        {
            foreach (var delivery in deliveries)
            {
                held.TryRemove((mailing, delivery.Recipient), out _);
            }
        }
    }

    /// <returns>False when storage is away.</returns>
    private async Task<bool> TryAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            await ledger.RecordAsync(mailing, deliveries, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (IsOutage(exception))
        {
            return false;
        }
    }

    // Status 0 is a connection that failed; the storage clients collect the failures of their retries in an AggregateException, and give up by cancelling.
    private static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(IsOutage),
        OperationCanceledException or IOException or HttpRequestException => true,
        _ => false,
    };

    [LoggerMessage(LogLevel.Error, "Storage does not take the outcomes of {Count} deliveries of {Mailing}; they are held until it does. Ending the process now would repeat these messages.")]
    private partial void LogHeld(MailingId mailing, int count);

    [LoggerMessage(LogLevel.Warning, "The outcomes of {Count} deliveries of {Mailing} are in the ledger now.")]
    private partial void LogWritten(MailingId mailing, int count);

    [LoggerMessage(LogLevel.Error, "The outcomes of {Count} deliveries of {Mailing} could not be written; after their claims have run out these messages are sent again.")]
    private partial void LogLost(Exception exception, MailingId mailing, int count);
}
