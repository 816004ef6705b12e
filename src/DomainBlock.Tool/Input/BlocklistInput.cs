using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>A FILE of the command line that answers are asked of: a compiled blocklist, or a list that is compiled in memory first.</summary>
internal static class BlocklistInput
{
    /// <summary>Opens it.</summary>
    /// <param name="file">The word of the command line.</param>
    /// <param name="profile">The word of the option <c>--profile</c>, which only a list takes: a compiled file has its own.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="CommandException">It is neither, or damaged.</exception>
    /// <exception cref="UsageException">There is no such profile, or the compiled file has another one.</exception>
    public static Blocklist Open(string file, string? profile, CancellationToken cancellationToken)
    {
        Profile chosen = ProfileOption.Read(profile);

        // As a list first, opened once: what was read from a pipe to see what it holds would be missing from the list.
        var list = ListArgument.Parse(file);
        var compiler = new ListCompiler(new BlocklistBuilderOptions { Profile = chosen }, _ => default, GuardInput.Off, cancellationToken);
        compiler.Read(list, ProgressDisplay.None);
        if (compiler.Refused.Count == 0)
            return compiler.Build().Open();

        CommandException refused = compiler.Refused[0];
        bool isCompiled = refused.Code == CommandException.CompiledCode && list.Format is null && !list.IsStandardInput;
        Blocklist blocklist = isCompiled ? Blocklist.Open(list.Path) : throw refused;
        if (profile is null || blocklist.Profile == chosen)
            return blocklist;
        string word = ProfileOption.Word(blocklist.Profile);
        blocklist.Dispose();
        throw new UsageException($"'{file}' was compiled with the profile {word}; compile it again for another one.");
    }
}
