using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>An OUT of the command line, looked at before the work begins.</summary>
internal static class OutputFile
{
    /// <summary>Looks at what <c>-o</c> names.</summary>
    /// <inheritdoc cref="RequireOf"/>
    public static string Require(string output, params ReadOnlySpan<string> inputs) => RequireOf("-o", output, inputs);

    /// <summary>Looks at what an option names.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="output">The path.</param>
    /// <param name="inputs">The files that are read: OUT must not be one of them, or its source would be gone.</param>
    /// <exception cref="UsageException">It is no file to be made or replaced.</exception>
    /// <exception cref="CommandException">It is a folder, or in none.</exception>
    public static string RequireOf(string option, string output, params ReadOnlySpan<string> inputs)
    {
        if (output is "" or "-")
            throw new UsageException($"{option} takes a file to be made or replaced, not '{output}'.");
        string target = Resolve(output);

        // Renaming over a device would replace the device, as root without being asked.
        if (target.StartsWith("/dev/", StringComparison.Ordinal))
            throw new UsageException($"{option} takes a file to be made or replaced, not the device '{output}'.");
        foreach (string input in inputs)
        {
            if (Resolve(input) == target)
                throw new UsageException($"{option} '{output}' is also an input; it would be overwritten.");
        }

        if (Directory.Exists(target))
            throw new CommandException("DB302", output, "This is a folder, not a file. Name the file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new CommandException("DB301", output, "There is no such folder. Make it, or check the path.");
        return output;
    }

    private static string Resolve(string path)
    {
        try
        {
            return ReplacedFile.Target(path);
        }
        catch (IOException)
        {
            // A link in a circle: what is wrong shows when it is opened.
            return Path.GetFullPath(path);
        }
    }
}
