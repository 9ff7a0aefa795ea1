namespace PolicyNotify.Cli.Terminal;

/// <summary>Where a download goes: a file that appears only when it is complete, or the terminal.</summary>
internal sealed class OutputFile(CliHost host, string? name)
{
    /// <summary>Lets <paramref name="write"/> fill it.</summary>
    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    public async Task FillAsync(Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            using var buffer = new MemoryStream();
            await write(buffer);
            buffer.Position = 0;
            using var reader = new StreamReader(buffer);
            await host.Output.WriteAsync((await reader.ReadToEndAsync(cancellationToken)).AsMemory(), cancellationToken);
            return;
        }

        var path = Path.GetFullPath(name, host.WorkingDirectory);
        var unfinished = $"{path}.unfinished";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
            {
                await write(file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"{name} cannot be written: {exception.Message}");
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
