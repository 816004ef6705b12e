using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>A FILE of the command line that answers are asked of: a compiled blocklist, or a list that is compiled in memory first.</summary>
internal static class BlocklistInput
{
    /// <summary>Opens it.</summary>
    /// <exception cref="CommandException">It is neither, or damaged.</exception>
    public static Blocklist Open(string file, CancellationToken cancellationToken)
    {
        // As a list first, opened once: what was read from a pipe to see what it holds would be missing from the list.
        var list = ListArgument.Parse(file);
        var compiler = new ListCompiler(default, default, GuardInput.Off, cancellationToken);
        compiler.Read(list, ProgressDisplay.None);
        if (compiler.Refused.Count == 0)
            return compiler.Build().Open();

        CommandException refused = compiler.Refused[0];
        bool isCompiled = refused.Code == CommandException.CompiledCode && list.Format is null && !list.IsStandardInput;
        return isCompiled ? Blocklist.Open(list.Path) : throw refused;
    }
}
