using System.CommandLine;
using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>The options that say how lists are read, for each command that reads several.</summary>
internal sealed class ReadingWords
{
    private readonly Option<string?> _bare = new("--bare")
    {
        Description = "What a name without any mark means, instead of what its format says: exact or subtree.",
        HelpName = "exact|subtree",
    };

    private readonly Option<double> _minAccepted = new("--min-accepted")
    {
        Description = "Refuse a list of whose lines, comments and blanks aside, less than this share gives rules, in percent. 0 asks for one line at least.",
        HelpName = "PERCENT",
    };

    private readonly Option<bool> _followIncludes = new("--follow-includes") { Description = "Read what a v2fly list includes, from the folder of the list and from nowhere else." };

    /// <summary>The options, to be added to a command.</summary>
    public IReadOnlyList<Option> Options => [_bare, _minAccepted, _followIncludes];

    /// <summary>How each list is to be read, by what was given.</summary>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public Func<ListArgument, ListReadOptions> Read(ParseResult arguments)
    {
        var options = new ListReadOptions
        {
            Bare = arguments.GetValue(_bare) switch
            {
                null => BareName.AsFormat,
                "exact" => BareName.Exact,
                "subtree" => BareName.Subtree,
                { } word => throw new UsageException($"--bare takes exact or subtree, not '{word}'."),
            },
            MinAcceptedPercent = arguments.GetValue(_minAccepted) is >= 0 and <= 100 and var percent
                ? percent
                : throw new UsageException("--min-accepted takes a share from 0 to 100 percent."),
        };

        // Of standard input nobody knows the folder.
        bool followsIncludes = arguments.GetValue(_followIncludes);
        return list => followsIncludes && !list.IsStandardInput
            ? options with { Includes = new ListIncludes(Path.GetDirectoryName(Path.GetFullPath(list.Path))!) }
            : options;
    }
}
