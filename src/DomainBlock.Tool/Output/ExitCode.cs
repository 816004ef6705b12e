namespace DomainBlock.Tool.Output;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The input is wrong, or the work could not be finished.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;
}
