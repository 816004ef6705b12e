using DomainBlock.Patterns.Syntax;

namespace DomainBlock.Patterns.Automata;

/// <summary>
/// A pattern's positions and which may follow which: Glushkov's automaton (1961). Each octet set that the pattern has is a position; being at a
/// position means that the octet just read was one of its set. Position 0 is the beginning, where nothing has been read. There are no moves without an octet, and no
/// conditions: see <see cref="PositionGraphBuilder"/>.
/// </summary>
internal sealed class PositionGraph
{
    /// <param name="sets">The octets of each position; of position 0, none.</param>
    public PositionGraph(IReadOnlyList<OctetSet> sets)
    {
        Sets = [.. sets];
        Words = (sets.Count + 63) / 64;
        Follow = new ulong[sets.Count * Words];
        AcceptAnywhere = new ulong[Words];
        AcceptAtEnd = new ulong[Words];
        Sticky = new ulong[Words];
    }

    public OctetSet[] Sets { get; }

    /// <summary>How many words a set of positions has.</summary>
    public int Words { get; }

    /// <summary>For each position the set of those that may follow it.</summary>
    public ulong[] Follow { get; }

    /// <summary>Positions at which the text matches, whatever comes.</summary>
    public ulong[] AcceptAnywhere { get; }

    /// <summary>Positions at which the text matches if it ends there.</summary>
    public ulong[] AcceptAtEnd { get; }

    /// <summary>Positions that are stayed at whatever octets come: those in front of a star.</summary>
    public ulong[] Sticky { get; }

    public static bool Has(ReadOnlySpan<ulong> positions, int position) => (positions[position >> 6] >> (position & 63) & 1) != 0;

    public static void Add(Span<ulong> positions, int position) => positions[position >> 6] |= 1UL << (position & 63);

    public static void Remove(Span<ulong> positions, int position) => positions[position >> 6] &= ~(1UL << (position & 63));

    public Span<ulong> FollowOf(int position) => Follow.AsSpan(position * Words, Words);

    /// <summary>The same language with fewer positions.</summary>
    public PositionGraph Reduce()
    {
        // Where the text matches already, nothing need follow.
        for (int position = 0; position < Sets.Length; position++)
        {
            if (Has(AcceptAnywhere, position))
                FollowOf(position).Clear();
        }
        KeepUseful();
        while (MergeStars())
        {
        }
        return Renumber();
    }

    /// <summary>Cuts the ways to positions from which nothing leads to a match: those after a star in front of <c>^</c>.</summary>
    private void KeepUseful()
    {
        ulong[] useful = new ulong[Words];
        bool grows = true;
        while (grows)
        {
            grows = false;
            for (int position = Sets.Length - 1; position >= 0; position--)
            {
                if (Has(useful, position) || !(Has(AcceptAnywhere, position) || Has(AcceptAtEnd, position) || Intersect(FollowOf(position), useful)))
                    continue;
                Add(useful, position);
                grows = true;
            }
        }
        for (int word = 0; word < Follow.Length; word++)
            Follow[word] &= useful[word % Words];
    }

    private static bool Intersect(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        for (int word = 0; word < left.Length; word++)
        {
            if ((left[word] & right[word]) != 0)
                return true;
        }
        return false;
    }

    /// <summary>
    /// A position after which the same can come as after a star of all octets that follows it: being there, and being at the star, are one,
    /// but for the octet that leads there. So it keeps itself, and needs no star. Each glob becomes a chain this way.
    /// </summary>
    /// <returns>Whether any was merged: then others may have become alike.</returns>
    private bool MergeStars()
    {
        bool merged = false;
        for (int star = Sets.Length - 1; star > 0; star--)
        {
            if (Sets[star] != OctetSet.All || !Has(FollowOf(star), star))
                continue;
            for (int position = 0; position < Sets.Length; position++)
            {
                if (position == star || !Has(FollowOf(position), star) || !FollowOf(position).SequenceEqual(FollowOf(star)) || Has(AcceptAtEnd, position) != Has(AcceptAtEnd, star))
                    continue;
                Remove(FollowOf(position), star);
                Add(Sticky, position);
                Remove(FollowOf(position), position);
                merged = true;
            }
        }
        return merged;
    }

    /// <summary>The positions that something leads to, numbered without gaps.</summary>
    private PositionGraph Renumber()
    {
        ulong[] reached = new ulong[Words];
        var pending = new Stack<int>([0]);
        Add(reached, 0);
        while (pending.TryPop(out int position))
        {
            for (int next = 0; next < Sets.Length; next++)
            {
                if (!Has(FollowOf(position), next) || Has(reached, next))
                    continue;
                Add(reached, next);
                pending.Push(next);
            }
        }

        int[] kept = [.. Enumerable.Range(0, Sets.Length).Where(position => Has(reached, position))];
        var graph = new PositionGraph([.. kept.Select(position => Sets[position])]);
        for (int number = 0; number < kept.Length; number++)
        {
            Copy(AcceptAnywhere, graph.AcceptAnywhere);
            Copy(AcceptAtEnd, graph.AcceptAtEnd);
            Copy(Sticky, graph.Sticky);
            for (int next = 0; next < kept.Length; next++)
            {
                if (Has(FollowOf(kept[number]), kept[next]))
                    Add(graph.FollowOf(number), next);
            }

            void Copy(ulong[] from, ulong[] to)
            {
                if (Has(from, kept[number]))
                    Add(to, number);
            }
        }
        return graph;
    }
}
