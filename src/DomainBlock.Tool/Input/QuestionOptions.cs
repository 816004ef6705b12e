using System.CommandLine;
using System.Globalization;
using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>The options that say how a blocklist is asked: which file and profile, for which type, of which lists, when.</summary>
internal sealed class QuestionOptions
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The type of the query: A, AAAA, HTTPS, TYPE65 and so on. Without it rules for certain types do not apply.",
        HelpName = "QTYPE",
    };

    private readonly Option<string?> _lists = new("--lists")
    {
        Description = "Ask as if only these lists had been compiled: their names as 'stats' shows them, parted by commas.",
        HelpName = "A,B",
    };

    private readonly Option<string?> _at = new("--at")
    {
        Description = "The instant of the query, as 2026-01-31, 2026-01-31T12:00Z or 2026-01-31T12:00:00+01:00; a day begins in UTC. Now unless given.",
        HelpName = "INSTANT",
    };

    private readonly Option<bool> _viaCname = new("--via-cname") { Description = "Ask for a name that a CNAME or SVCB record led to." };

    private readonly Option<string?> _profile = ProfileOption.Create("; for a list, as a compiled file has its own");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _type, _lists, _at, _viaCname, _profile })
            command.Options.Add(option);
    }

    /// <summary>Opens the file that is asked.</summary>
    public Blocklist Open(ParseResult arguments, string file, CancellationToken cancellationToken) =>
        CommandException.About(file, () => BlocklistInput.Open(file, arguments.GetValue(_profile), cancellationToken));

    /// <summary>What is asked besides the name.</summary>
    /// <exception cref="UsageException">A type, list or instant is none.</exception>
    public MatchContext Read(ParseResult arguments, Blocklist blocklist) => new()
    {
        View = Select(blocklist, arguments.GetValue(_lists)),
        Type = ReadType(arguments.GetValue(_type)),
        Instant = ReadInstant(arguments.GetValue(_at)),
        ViaCname = arguments.GetValue(_viaCname),
    };

    private static ushort? ReadType(string? word)
    {
        if (word is null)
            return null;
        return QueryType.TryParse(word, out ushort type)
            ? type
            : throw new UsageException($"--type takes a type of query as A, AAAA or TYPE65, not '{EscapedText.Escape(word)}'.");
    }

    private static DateTimeOffset? ReadInstant(string? word)
    {
        if (word is null)
            return null;
        return DateTimeOffset.TryParseExact(word, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : throw new UsageException($"--at takes an instant as 2026-01-31, 2026-01-31T12:00Z or 2026-01-31T12:00:00+01:00, not '{EscapedText.Escape(word)}'.");
    }

    private static ListView? Select(Blocklist blocklist, string? lists)
    {
        if (lists is null)
            return null;
        try
        {
            // A list's name may have a comma in it.
            return blocklist.Lists.Any(list => list.Name == lists) ? blocklist.Select(lists) : blocklist.Select(lists.Split(','));
        }
        catch (ArgumentException)
        {
            string known = string.Join(", ", blocklist.Lists.Select(list => EscapedText.Escape(list.Name)));
            throw new UsageException($"--lists '{EscapedText.Escape(lists)}' names a list that is not in the file. Its lists are: {known}.");
        }
    }
}
