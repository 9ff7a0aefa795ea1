using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Settings;

namespace PolicyNotify.LocalRuntime.Queues;

/// <summary>Feeds one function from its queue, with the Functions host's rules for batches, retries and poison messages.</summary>
internal sealed partial class QueueListener(
    FunctionDefinition function, QueueClient queue, QueueClient poison, IServiceScopeFactory scopes, HostFile host, ILogger logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FunctionInvoker invoker = new(function, []);
    private readonly QueueSettings settings = host.Queues;

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
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or IOException)
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
            var succeeded = await InvokeAsync(message, text, stopping);
            var receipt = await hold.StopAsync();
            if (succeeded)
            {
                await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
            }
            else if (stopping.IsCancellationRequested)
            {
                await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
            }
            else if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                await PoisonAsync(message, receipt);
            }
            else
            {
                await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or IOException)
        {
            // The message shows itself again when its time is up.
            Log.StorageFailed(logger, queue.Name, exception);
        }
    }

    private async Task<bool> InvokeAsync(QueueMessage message, string text, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(host.FunctionTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            await using var scope = scopes.CreateAsyncScope();
            await invoker.InvokeAsync(scope.ServiceProvider, text, new Dictionary<string, string?>(), either.Token);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, function.Name, message.MessageId, message.DequeueCount, settings.MaxDequeueCount, exception);
            return false;
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

        [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue} cannot be reached; trying again")]
        public static partial void StorageFailed(ILogger logger, string queue, Exception exception);
    }
}
