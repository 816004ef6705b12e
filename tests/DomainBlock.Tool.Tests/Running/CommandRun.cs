namespace DomainBlock.Tool.Tests.Running;

/// <summary>One run of the real program as a process, from its arguments to what it left behind.</summary>
/// <param name="ExitCode">0, 1 or 2; anything else is a crash.</param>
/// <param name="Output">What it wrote to standard output, as UTF-8.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input; empty if not given.</param>
    /// <param name="environment">Variables that it has besides ours.</param>
    public static CommandRun Of(string folder, string[] arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var command = new RunningCommand(folder, RunningCommand.Host, [RunningCommand.Program, .. arguments], environment);
        command.Send(input ?? []);
        return command.Finish();
    }

    /// <summary>It did its work, and said nothing on standard error.</summary>
    public CommandRun AssertDone()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return this;
    }

    /// <summary>It failed with one line on standard error, of this code and subject, and said nothing else.</summary>
    public CommandRun AssertFailed(string code, string subject)
    {
        AssertError(code, subject);
        Assert.Single(ErrorLines);
        Assert.Equal("", Output);
        return this;
    }

    /// <summary>It failed, and one of the lines on standard error has this code and subject, and words behind them.</summary>
    public CommandRun AssertError(string code, string subject) => AssertTold(1, code, subject);

    /// <summary>It did its work but for a list that it names with this code.</summary>
    public CommandRun AssertKeptGoing(string code, string subject) => AssertTold(0, code, subject);

    private CommandRun AssertTold(int exitCode, string code, string subject)
    {
        Assert.Equal(exitCode, ExitCode);
        string beginning = $"domainblock: error {code}: {subject}: ";
        string line = Assert.Single(ErrorLines, line => line.StartsWith(beginning, StringComparison.Ordinal));
        Assert.True(line.Length > beginning.Length + 20, line);
        Assert.EndsWith(line[^1] == '?' ? "?" : ".", line, StringComparison.Ordinal);
        return this;
    }

    /// <summary>It was called wrongly, and says so in one line that holds these words and where to read more.</summary>
    public CommandRun AssertWrongUsage(string words)
    {
        Assert.Equal((2, ""), (ExitCode, Output));
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("domainblock: ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Contains("--help'", line, StringComparison.Ordinal);
        return this;
    }

    /// <summary>What holds for every run: no crash, nothing drawn on streams that are no terminals.</summary>
    public void AssertCivil()
    {
        Assert.InRange(ExitCode, 0, 2);
        Assert.DoesNotContain("Unhandled exception", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Output + Error);
        Assert.DoesNotContain('\r', Output + Error);
    }
}
