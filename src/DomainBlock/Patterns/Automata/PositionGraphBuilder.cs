using DomainBlock.Patterns.Syntax;

namespace DomainBlock.Patterns.Automata;

/// <summary>
/// Makes a tree's <see cref="PositionGraph"/>. As Glushkov has it, each part of the tree has first and last positions, and perhaps the empty text; here each of
/// these also has the <see cref="Contexts"/> in which it counts. Where a condition tells word octets from others, each set is cut into
/// its word octets and the others, so that at the end each condition between two positions simply holds or not.
/// </summary>
internal sealed class PositionGraphBuilder
{
    private static readonly OctetSet Capitals = OctetSet.Range('A', 'Z');

    private readonly List<OctetSet> _sets = [OctetSet.None];
    private readonly List<int> _kinds = [Contexts.Edge];
    private readonly bool _tellsWords;

    /// <summary>For each pair of positions the contexts in which the second follows the first, row by row.</summary>
    private readonly ushort[] _follow;

    private readonly int _most;

    private PositionGraphBuilder(Node pattern)
    {
        _tellsWords = pattern.TellsWords;

        // The beginning, the star in front, the pattern, what is behind it.
        _most = 1 + ((pattern.Size + 2) * (_tellsWords ? 2 : 1));
        _follow = new ushort[_most * _most];
    }

    /// <summary>The automaton that finds a pattern anywhere in a text.</summary>
    /// <param name="pattern">At most <see cref="PatternSet.MaxPatternPositions"/> in size, which bounds the work.</param>
    /// <returns>Null if it has more than <see cref="PatternSet.MaxPatternPositions"/> positions.</returns>
    public static PositionGraph? TryBuild(Node pattern)
    {
        var builder = new PositionGraphBuilder(pattern);
        Part part = builder.Visit(Node.Sequence(Node.AnyOctets, pattern));
        PositionGraph graph = builder.Finish(part).Reduce();
        return graph.Sets.Length <= PatternSet.MaxPatternPositions ? graph : null;
    }

    private Part Visit(Node node) => node switch
    {
        Node.OctetsNode octets => VisitOctets(octets.Set),
        Node.ConditionNode condition => new Part(condition.Contexts, [], []),
        Node.SequenceNode sequence => VisitSequence(sequence),
        Node.EitherNode either => VisitEither(either),
        Node.RepeatNode repeat => VisitRepeat(repeat),
        _ => throw new InvalidOperationException("A kind of node that does not exist."),
    };

    private Part VisitOctets(OctetSet set)
    {
        // No name has capitals. Taken like the octets beyond ASCII, which are in all negated sets, they need no sets of their own.
        set = set.Contains(byte.MaxValue) ? set | Capitals : set & ~Capitals;
        var positions = new List<Weighted>(2);
        AddPosition(_tellsWords ? set & OctetSet.Word : OctetSet.None, Contexts.Word);
        AddPosition(_tellsWords ? set & ~OctetSet.Word : set, Contexts.Other);
        return new Part(Contexts.Never, positions, positions);

        void AddPosition(OctetSet octets, int kind)
        {
            if (octets.IsEmpty)
                return;
            positions.Add(new Weighted(_sets.Count, Contexts.Always));
            _sets.Add(octets);
            _kinds.Add(kind);
        }
    }

    private Part VisitSequence(Node.SequenceNode sequence)
    {
        var all = new Part(Contexts.Always, [], []);
        foreach (Node node in sequence.Parts)
            all = Append(all, Visit(node));
        return all;
    }

    private Part VisitEither(Node.EitherNode either)
    {
        int empty = Contexts.Never;
        var first = new List<Weighted>();
        var last = new List<Weighted>();
        foreach (Node branch in either.Branches)
        {
            Part part = Visit(branch);
            empty |= part.Empty;
            first.AddRange(part.First);
            last.AddRange(part.Last);
        }
        return new Part(empty, first, last);
    }

    /// <summary>x{2,4} is xx(x(x)?)?, x{2,} is xx+.</summary>
    private Part VisitRepeat(Node.RepeatNode repeat)
    {
        if (repeat.Most is null)
        {
            var before = new Part(Contexts.Always, [], []);
            for (int copy = 1; copy < repeat.Least; copy++)
                before = Append(before, Visit(repeat.Part));
            Part loop = Visit(repeat.Part);
            Connect(loop.Last, loop.First);
            return Append(before, repeat.Least == 0 ? loop with { Empty = Contexts.Always } : loop);
        }

        var copies = new Part[repeat.Most.Value];
        for (int copy = 0; copy < copies.Length; copy++)
            copies[copy] = Visit(repeat.Part);
        var rest = new Part(Contexts.Always, [], []);
        for (int copy = copies.Length - 1; copy >= 0; copy--)
        {
            rest = Append(copies[copy], rest);
            if (copy >= repeat.Least)
                rest = rest with { Empty = Contexts.Always };
        }
        return rest;
    }

    private Part Append(Part left, Part right)
    {
        Connect(left.Last, right.First);
        return new Part(
            left.Empty & right.Empty,
            [.. left.First, .. Under(right.First, left.Empty)],
            [.. right.Last, .. Under(left.Last, right.Empty)]);
    }

    private static IEnumerable<Weighted> Under(List<Weighted> positions, int contexts) =>
        from weighted in positions
        let both = weighted.Contexts & contexts
        where both != Contexts.Never
        select new Weighted(weighted.Position, both);

    private void Connect(List<Weighted> from, List<Weighted> to)
    {
        foreach (Weighted left in from)
        {
            foreach (Weighted right in to)
                AddFollow(left.Position, right.Position, left.Contexts & right.Contexts);
        }
    }

    private void AddFollow(int from, int to, int contexts) => _follow[(from * _most) + to] |= (ushort)contexts;

    private PositionGraph Finish(Part all)
    {
        foreach (Weighted first in all.First)
            AddFollow(0, first.Position, first.Contexts);

        // Whether a match that ends at a position counts may depend on the octet behind it: then that is one more position.
        var last = new Dictionary<int, int> { [0] = all.Empty };
        foreach (Weighted weighted in all.Last)
            last[weighted.Position] = last.GetValueOrDefault(weighted.Position) | weighted.Contexts;
        var behind = new List<int>();
        foreach ((int position, int contexts) in last)
        {
            bool beforeWord = Contexts.Hold(contexts, _kinds[position], Contexts.Word);
            bool beforeOther = Contexts.Hold(contexts, _kinds[position], Contexts.Other);
            if (beforeWord == beforeOther && (!beforeWord || Contexts.Hold(contexts, _kinds[position], Contexts.Edge)))
                continue;
            if (behind.Count == 0)
            {
                foreach (Weighted added in VisitOctets(OctetSet.All).First)
                    behind.Add(added.Position);
            }
            foreach (int next in behind)
                AddFollow(position, next, contexts);
        }

        var graph = new PositionGraph(_sets);
        for (int from = 0; from < _sets.Count; from++)
        {
            for (int to = 1; to < _sets.Count; to++)
            {
                if (Contexts.Hold(_follow[(from * _most) + to], _kinds[from], _kinds[to]))
                    PositionGraph.Add(graph.FollowOf(from), to);
            }
        }
        foreach (int position in behind)
            PositionGraph.Add(graph.AcceptAnywhere, position);
        foreach ((int position, int contexts) in last)
        {
            bool atEnd = Contexts.Hold(contexts, _kinds[position], Contexts.Edge);
            if (atEnd)
                PositionGraph.Add(graph.AcceptAtEnd, position);
            if (atEnd && Contexts.Hold(contexts, _kinds[position], Contexts.Word) && Contexts.Hold(contexts, _kinds[position], Contexts.Other))
                PositionGraph.Add(graph.AcceptAnywhere, position);
        }
        return graph;
    }

    /// <summary>A position, and the contexts in which it counts.</summary>
    private readonly record struct Weighted(int Position, int Contexts);

    /// <summary>A part of the tree.</summary>
    /// <param name="Empty">The contexts in which it is the empty text.</param>
    /// <param name="First">The positions that it can begin with.</param>
    /// <param name="Last">The positions that it can end with.</param>
    private readonly record struct Part(int Empty, List<Weighted> First, List<Weighted> Last);
}
