using DomainBlock.Lists;

namespace DomainBlock.Tool.Output;

/// <summary>
/// A command cannot go on: a stable code, what it is about (a file, a list), and what is wrong and what to do. The codes
/// are listed in docs/command.md.
/// </summary>
internal sealed class CommandException(string code, string subject, string explanation) : Exception(explanation)
{
    /// <summary>The code of a list that turns out to be a compiled blocklist.</summary>
    public const string CompiledCode = "DB105";

    public string Code { get; } = code;

    public string Subject { get; } = subject;

    /// <summary>The line on standard error.</summary>
    public override string ToString() => $"domainblock: error {Code}: {EscapedText.Escape(Subject)}: {EscapedText.Escape(Message)}";

    /// <summary>Does work on one file or list, and says of a failure that it happened there.</summary>
    public static T About<T>(string subject, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (From(e, subject) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>The same failure for what happened to a file or list; null for what is no failure of the input but a defect of ours.</summary>
    public static CommandException? From(Exception exception, string subject) => exception switch
    {
        CommandException failure => failure,
        ListRefusedException e => new CommandException(CodeOf(e.Fault), subject, e.Message),
        BlocklistFileException e => new CommandException(CodeOf(e.Fault), subject, e.Message),
        _ when Directory.Exists(subject) && exception is IOException or UnauthorizedAccessException =>
            new CommandException("DB302", subject, "This is a folder, not a file. Name the file in it."),
        FileNotFoundException or DirectoryNotFoundException =>
            new CommandException("DB301", subject, "There is no such file or folder. Check the path."),
        UnauthorizedAccessException => new CommandException("DB303", subject, "Access is denied. Check the rights of the file and its folder."),
        InvalidDataException e => new CommandException("DB111", subject, e.Message),
        IOException e => new CommandException("DB304", subject, $"Reading or writing failed: {e.Message.TrimEnd('.')}. Check the disk's room and state."),
        BlocklistLimitException e => new CommandException("DB207", subject, e.Message),
        OperationCanceledException => new CommandException("DB401", subject, "Interrupted before the work was done."),
        _ => null,
    };

    private static string CodeOf(ListFault fault) => fault switch
    {
        ListFault.Empty => "DB101",
        ListFault.Html => "DB102",
        ListFault.Binary => "DB103",
        ListFault.WideText => "DB104",
        ListFault.Compiled => CompiledCode,
        ListFault.DamagedGzip => "DB106",
        ListFault.DecompressionLimit => "DB107",
        ListFault.UnknownFormat => "DB108",
        ListFault.TooFewAccepted => "DB109",
        ListFault.CutOff => "DB110",
        ListFault.Malformed => "DB111",
        ListFault.UnknownSelection => "DB112",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a defined fault."),
    };

    private static string CodeOf(BlocklistFileFault fault) => fault switch
    {
        BlocklistFileFault.NotABlocklist => "DB201",
        BlocklistFileFault.UnsupportedVersion => "DB202",
        BlocklistFileFault.WrongLength => "DB203",
        BlocklistFileFault.ChecksumMismatch => "DB204",
        BlocklistFileFault.InconsistentStructure => "DB205",
        BlocklistFileFault.TooLarge => "DB206",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a defined fault."),
    };
}
