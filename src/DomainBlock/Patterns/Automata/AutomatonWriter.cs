using System.Buffers.Binary;

namespace DomainBlock.Patterns.Automata;

/// <summary>Writes a <see cref="PositionGraph"/> as the bytes that <see cref="Automaton"/> runs on.</summary>
internal static class AutomatonWriter
{
    public static byte[] Write(PositionGraph graph)
    {
        ulong symbols = 0;
        ulong[][] byOctet = PositionsByOctet(graph);
        ulong[][] bySymbol = [.. OctetSymbols.Common.ToArray().Select(octet => byOctet[octet])];
        ulong[] byDefault = MostFrequent(bySymbol);
        ulong[] byRareDefault = byOctet[byte.MaxValue];
        for (int symbol = 0; symbol < bySymbol.Length; symbol++)
        {
            if (!bySymbol[symbol].AsSpan().SequenceEqual(byDefault))
                symbols |= 1UL << symbol;
        }
        byte[] rare =
        [
            .. from octet in Enumerable.Range(0, 256)
               where OctetSymbols.Of((byte)octet) == OctetSymbols.Rare && !byOctet[octet].AsSpan().SequenceEqual(byRareDefault)
               select (byte)octet,
        ];
        byte[] groups =
        [
            .. from @group in Enumerable.Range(0, (graph.Sets.Length + AutomatonLayout.PositionsPerGroup - 1) / AutomatonLayout.PositionsPerGroup)
               where Enumerable.Range(1, AutomatonLayout.SetsPerGroup).Any(members => FollowOfGroup(graph, @group, members).AsSpan().ContainsAnyExcept(0UL))
               select (byte)@group,
        ];

        var layout = new AutomatonLayout(graph.Sets.Length, groups.Length, rare.Length, symbols);
        byte[] bytes = new byte[layout.Size];
        bytes[0] = (byte)(layout.Positions - 1);
        bytes[1] = (byte)layout.Groups;
        bytes[2] = (byte)layout.RareOctets;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(4), symbols);
        Span<byte> place = bytes.AsSpan(AutomatonLayout.HeaderSize);
        WriteSet(ref place, layout.Width, PositionsThat(graph, position => position + 1 < graph.Sets.Length && PositionGraph.Has(graph.FollowOf(position), position + 1)));
        WriteSet(ref place, layout.Width, PositionsThat(graph, position => PositionGraph.Has(graph.FollowOf(position), position)));
        WriteSet(ref place, layout.Width, graph.Sticky);
        WriteSet(ref place, layout.Width, graph.AcceptAtEnd);
        WriteSet(ref place, layout.Width, graph.AcceptAnywhere);
        WriteSet(ref place, layout.Width, byDefault);
        WriteSet(ref place, layout.Width, byRareDefault);
        for (int symbol = 0; symbol < bySymbol.Length; symbol++)
        {
            if ((symbols >> symbol & 1) != 0)
                WriteSet(ref place, layout.Width, bySymbol[symbol]);
        }
        foreach (byte octet in rare)
            WriteSet(ref place, layout.Width, byOctet[octet]);
        foreach (byte @group in groups)
        {
            for (int members = 1; members <= AutomatonLayout.SetsPerGroup; members++)
                WriteSet(ref place, layout.Width, FollowOfGroup(graph, @group, members));
        }
        rare.CopyTo(place);
        groups.CopyTo(place[rare.Length..]);
        return bytes;
    }

    /// <summary>The first of those that occur most.</summary>
    private static ulong[] MostFrequent(ulong[][] sets) => sets.MaxBy(set => sets.Count(other => other.AsSpan().SequenceEqual(set)))!;

    /// <summary>For each octet the positions whose set has it.</summary>
    private static ulong[][] PositionsByOctet(PositionGraph graph)
    {
        ulong[][] byOctet = new ulong[256][];
        for (int octet = 0; octet < byOctet.Length; octet++)
        {
            byOctet[octet] = new ulong[graph.Words];
            for (int position = 0; position < graph.Sets.Length; position++)
            {
                if (graph.Sets[position].Contains(octet))
                    PositionGraph.Add(byOctet[octet], position);
            }
        }
        return byOctet;
    }

    private static ulong[] PositionsThat(PositionGraph graph, Func<int, bool> condition)
    {
        ulong[] positions = new ulong[graph.Words];
        for (int position = 0; position < graph.Sets.Length; position++)
        {
            if (condition(position))
                PositionGraph.Add(positions, position);
        }
        return positions;
    }

    /// <summary>What may follow some positions of a group, but for each position itself and the next one.</summary>
    private static ulong[] FollowOfGroup(PositionGraph graph, int group, int members)
    {
        ulong[] union = new ulong[graph.Words];
        for (int member = 0; member < AutomatonLayout.PositionsPerGroup; member++)
        {
            int position = (group * AutomatonLayout.PositionsPerGroup) + member;
            if ((members >> member & 1) == 0 || position >= graph.Sets.Length)
                continue;
            ulong[] follow = graph.FollowOf(position).ToArray();
            PositionGraph.Remove(follow, position);
            if (position + 1 < graph.Sets.Length)
                PositionGraph.Remove(follow, position + 1);
            for (int word = 0; word < union.Length; word++)
                union[word] |= follow[word];
        }
        return union;
    }

    private static void WriteSet(ref Span<byte> place, int width, ReadOnlySpan<ulong> positions)
    {
        if (width == sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)positions[0]);
        }
        else
        {
            for (int word = 0; word < positions.Length; word++)
                BinaryPrimitives.WriteUInt64LittleEndian(place[(word * sizeof(ulong))..], positions[word]);
        }
        place = place[width..];
    }
}
