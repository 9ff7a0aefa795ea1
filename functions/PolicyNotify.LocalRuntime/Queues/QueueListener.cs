using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Settings;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Queues;

/// <summary>Feeds one function from its queue, with the Functions host's rules for batches, retries and poison messages.</summary>
internal sealed partial class QueueListener(
    FunctionDefinition function, QueueClient queue, QueueClient poison, IServiceScopeFactory scopes, HostFile host, ILogger logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FunctionInvoker invoker = new(function, []);
    private readonly QueueSettings settings = host.Queues;

    private enum Outcome
    {
        Done,
        Failed,
        Interrupted,
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var running = new List<Task>();
        var pause = ShortestPause;
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var batch = await ReceiveAsync();
            if (batch.Length == 0)
            {
                await Task.Delay(pause, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = Shorter(pause * 2, settings.MaxPollingInterval);
                continue;
            }

            pause = ShortestPause;
            running.AddRange(batch.Select(message => ProcessAsync(message, stopping)));
        }

        await Task.WhenAll(running);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan two) => one < two ? one : two;

    // Never cancelled: messages received unseen would stay hidden for nothing.
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(settings.BatchSize, MessageHold.Duration, CancellationToken.None)).Value;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Whoever sends the first message creates the queue.
            return [];
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            Log.StorageFailed(logger, queue.Name, exception);
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken stopping)
    {
        try
        {
            // More often than allowed means that it took the process down with it each time.
            if (message.DequeueCount > settings.MaxDequeueCount || Decode(message) is not { } text)
            {
                await PoisonAsync(message, message.PopReceipt);
                return;
            }

            using var hold = new MessageHold(queue, message, TimeProvider.System);
            var outcome = await InvokeAsync(message, text, stopping);
            var receipt = await hold.StopAsync();
            switch (outcome)
            {
                case Outcome.Done:
                    await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
                    break;
                case Outcome.Interrupted:
                    await ReleaseAsync(message, receipt, TimeSpan.Zero);
                    break;
                case Outcome.Failed when message.DequeueCount >= settings.MaxDequeueCount:
                    await PoisonAsync(message, receipt);
                    break;
                default:
                    await ReleaseAsync(message, receipt, settings.VisibilityTimeout);
                    break;
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // Hidden for too short a time, such as while this machine slept: another reader has it now.
            Log.TakenAgain(logger, message.MessageId, queue.Name);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            // The message shows itself again when its time is up.
            Log.StorageFailed(logger, queue.Name, exception);
        }
    }

    private async Task<Outcome> InvokeAsync(QueueMessage message, string text, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(host.FunctionTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            await using var scope = scopes.CreateAsyncScope();
            await invoker.InvokeAsync(scope.ServiceProvider, text, new Dictionary<string, string?>(), either.Token);
            return Outcome.Done;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Outcome.Interrupted;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, function.Name, message.MessageId, message.DequeueCount, settings.MaxDequeueCount, exception);
            return Outcome.Failed;
        }
    }

    private string? Decode(QueueMessage message)
    {
        var body = message.Body.ToString();
        if (!settings.IsBase64)
        {
            return body;
        }

        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(body));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private async Task ReleaseAsync(QueueMessage message, string receipt, TimeSpan rest) =>
        await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: rest, cancellationToken: CancellationToken.None);

    // Sent before deleted: a crash between leaves a second copy, not none.
    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: CancellationToken.None);
        await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        Log.Poisoned(logger, message.MessageId, queue.Name, poison.Name);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Queue function {Function} failed on message {MessageId} (attempt {Attempt} of {Attempts})")]
        public static partial void Failed(ILogger logger, string function, string messageId, long attempt, int attempts, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of queue {Queue} was moved to {Poison}")]
        public static partial void Poisoned(ILogger logger, string messageId, string queue, string poison);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of queue {Queue} was taken by another reader while its function ran; it is handled twice")]
        public static partial void TakenAgain(ILogger logger, string messageId, string queue);

        [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue} cannot be reached; trying again")]
        public static partial void StorageFailed(ILogger logger, string queue, Exception exception);
    }
}
