using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>A FILE of the command line that answers are asked of: a compiled blocklist, or a list that is compiled in memory first.</summary>
internal static class BlocklistInput
{
    /// <summary>Opens it.</summary>
    /// <exception cref="CommandException">It is neither, or damaged.</exception>
    public static Blocklist Open(string file, CancellationToken cancellationToken)
    {
        if (IsCompiled(file))
            return Blocklist.Open(file);

        var compiler = new ListCompiler(default, default, cancellationToken);
        compiler.Read(ListArgument.Parse(file), ProgressDisplay.None);
        return compiler.Refused.Count == 0 ? compiler.Build().Open() : throw compiler.Refused[0];
    }

    /// <summary>Whether the file begins as compiled ones do. What cannot be opened is told when it is opened as a list.</summary>
    private static bool IsCompiled(string file)
    {
        if (!File.Exists(file))
            return false;
        try
        {
            using FileStream stream = File.OpenRead(file);
            Span<byte> beginning = stackalloc byte[8];
            return stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length
                && beginning.SequenceEqual("DOMBLOCK"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
