using DomainBlock.Indexing;
using DomainBlock.Matching;
using DomainBlock.Text;

namespace DomainBlock.Format;

/// <summary>
/// Proves that stops stand where <see cref="StopPlacer"/> sets them, and nowhere else. Works from the other end: looks up the names above
/// each rule of a list that uses the closest encloser. Keeps some bytes a stop, and a name above one, of each such list.
/// </summary>
internal sealed class StopVerifier(BlocklistImage image)
{
    private readonly HashSet<(int Rank, ushort List)> _needed = [];
    private readonly Dictionary<(int Rank, ushort List), bool> _wildcards = [];
    private readonly int[] _ranks = new int[Suffixes.MaxCount];
    private long _found;

    /// <summary>Looks at what stands on one name. Comes to each name once.</summary>
    /// <param name="rank">The name's rank.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="BlocklistFileException">A stop is missing.</exception>
    public void Visit(int rank, NameText name)
    {
        RuleClasses classes = image.Classes;
        bool isLookedUp = false;
        for (ReadOnlySpan<byte> records = classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            if (record.IsStop)
            {
                _found++;
            }
            else if (image.Lists[record.List].UsesClosestEncloser)
            {
                if (!isLookedUp)
                    LookUpSuffixes(name);
                isLookedUp = true;
                RequireStops(classes, record.List, name.LabelCount);
            }
        }
    }

    /// <summary>Adds what another one found on other names.</summary>
    public void Add(StopVerifier other)
    {
        _needed.UnionWith(other._needed);
        _found += other._found;
    }

    /// <summary>Ends the proof, when all names were visited.</summary>
    /// <exception cref="BlocklistFileException">There are other stops.</exception>
    public void End()
    {
        if (_found != _needed.Count)
            throw image.Inconsistent(Sections.Classes, $"has {_found} stops where the lists need {_needed.Count}");
        if (_found != image.Directory.StopCount)
            throw image.Inconsistent(Sections.Index, $"says {image.Directory.StopCount} stops, there are {_found}");
    }

    private void RequireStops(in RuleClasses classes, ushort list, int labelCount)
    {
        for (int labels = 1; labels <= labelCount; labels++)
        {
            if (_ranks[labels - 1] < 0 || !HasWildcard(classes, _ranks[labels - 1], list))
                continue;
            if (_ranks[labels] < 0 || !classes.HasStop(_ranks[labels], list))
                throw image.Inconsistent(Sections.Classes, $"lacks a stop of list {list} below the name of rank {_ranks[labels - 1]}");
            _needed.Add((_ranks[labels], list));
        }
    }

    private bool HasWildcard(in RuleClasses classes, int rank, ushort list)
    {
        // Kept, because many names stand below one wildcard, and under some profiles finding it means passing over its list's other rules there.
        if (!_wildcards.TryGetValue((rank, list), out bool has))
            _wildcards[(rank, list)] = has = FindWildcard(classes, rank, list);
        return has;
    }

    private bool FindWildcard(in RuleClasses classes, int rank, ushort list)
    {
        foreach (RuleLevel level in (ReadOnlySpan<RuleLevel>)[RuleLevel.Normal, RuleLevel.Important])
        {
            foreach (RuleAction action in (ReadOnlySpan<RuleAction>)[RuleAction.Block, RuleAction.Allow])
            {
                var sought = new RuleRecord(RulePattern.Subdomains, action, level, list);
                int order = Precedence.OnName(image.Directory.Profile, sought);
                for (ReadOnlySpan<byte> records = classes.RecordsFrom(rank, sought); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
                {
                    var record = RuleRecord.Read(records);
                    if (Precedence.OnName(image.Directory.Profile, record) != order)
                        break;
                    if (record.Pattern == RulePattern.Subdomains)
                        return true;
                }
            }
        }
        return false;
    }

    /// <summary>Finds the rank of each suffix, by its number of labels; -1 where nothing stands on it.</summary>
    private void LookUpSuffixes(NameText name)
    {
        var suffixes = default(Suffixes);
        var encoder = default(KeyEncoder);
        SuffixIndex index = image.Index;
        int count = index.FindCandidates(name, ref suffixes);
        _ranks.AsSpan().Fill(-1);
        foreach (byte labels in suffixes.Candidates[..count])
        {
            if (!index.TryAdvance(ref encoder, name, suffixes, labels, out int rank))
                return;
            _ranks[labels] = rank;
        }
    }
}
