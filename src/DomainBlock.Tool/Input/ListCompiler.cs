using System.Security.Cryptography;
using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>Reads lists into one compiled blocklist. A list that is refused leaves no rule behind; the others go on.</summary>
internal sealed class ListCompiler(BlocklistBuilderOptions options, Func<ListArgument, ListReadOptions> readOptions, GuardInput guard, CancellationToken cancellationToken)
{
    private readonly BlocklistBuilder _builder = new(options);
    private readonly List<ListReport> _reports = [];
    private readonly List<string> _digests = [];
    private readonly List<CommandException> _refused = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What became of the lists that were read, in the order of their numbers.</summary>
    public IReadOnlyList<ListReport> Reports => _reports;

    /// <summary>The lists that were refused.</summary>
    public IReadOnlyList<CommandException> Refused => _refused;

    /// <summary>Reads one list.</summary>
    public void Read(ListArgument list, ProgressDisplay progress)
    {
        string name = UniqueName(list.Name);
        bool isAdded = false;
        try
        {
            // Of the bytes as they come, before they are unpacked: what anyone can compute of the file.
            using var digest = SHA256.Create();
            Stream stream = list.OpenStream(cancellationToken);
            var bytes = new CryptoStream(stream, digest, CryptoStreamMode.Read);
            var heldBack = new List<(int Line, string Why)>();
            int number = -1;
            ListReadOptions options = readOptions(list) with { Cancel = rule => _builder.Cancel(rule with { List = number }) };
            ListReport report = list.Read(bytes, name, Begin, options, progress.Begin(name, stream), cancellationToken);
            _reports.Add(report.WithHeldBack(heldBack));
            _digests.Add($"{Convert.ToHexStringLower(digest.Hash!)} {name}");

            Action<Rule> Begin(ListFormat format)
            {
                number = _builder.AddList(format.ListInfo(name));
                isAdded = true;
                return rule =>
                {
                    if (guard.HoldBack(rule) is { } why)
                        heldBack.Add((rule.Line, why));
                    else
                        _builder.Add(rule with { List = number });
                };
            }
        }
        catch (Exception e) when (e is not OperationCanceledException && CommandException.From(e, list.Path) is { } failure)
        {
            if (isAdded)
                _builder.DiscardLastList();
            _refused.Add(failure);
        }
    }

    /// <summary>Compiles what was read, and counts the redundant lines in the reports.</summary>
    /// <param name="progress">Is told how far it has come.</param>
    public CompiledBlocklist Build(IProgress<BuildProgress>? progress = null)
    {
        _builder.AddMetadata("generator", $"domainblock {ToolVersion.Text}");

        if (guard.Suffixes is { } suffixes)
            _builder.AddMetadata("public-suffix-list", $"sha256 {suffixes.Digest}");
        foreach (string digest in _digests)
            _builder.AddMetadata("list-sha256", digest);

        // Without the message, which may name folders: the same lists give the same bytes wherever they are.
        foreach (CommandException refused in _refused)
            _builder.AddMetadata("refused-list", $"{refused.Code} {Path.GetFileName(refused.Subject)}");

        CompiledBlocklist compiled = _builder.Build(progress, cancellationToken);
        ILookup<int, RedundantRule> redundant = compiled.Redundant.ToLookup(rule => rule.List);
        ILookup<int, CancelledRule> cancelled = compiled.Cancelled.ToLookup(rule => rule.List);
        for (int list = 0; list < _reports.Count; list++)
            _reports[list] = _reports[list].WithCancelled(cancelled[list]).WithRedundant(redundant[list]);
        return compiled;
    }

    private string UniqueName(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
            unique = $"{name}#{i}";
        return unique;
    }
}
