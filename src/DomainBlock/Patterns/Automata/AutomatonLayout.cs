using System.Buffers.Binary;
using System.Numerics;

namespace DomainBlock.Patterns.Automata;

/// <summary>Where the parts of an automaton lie, as its first bytes say. docs/patterns.md has the layout.</summary>
internal readonly record struct AutomatonLayout(int Positions, int Groups, int RareOctets, ulong Symbols)
{
    /// <summary>Number of positions less one, number of groups, number of rare octets, zero (1 byte each), symbols with sets of their own (8 bytes).</summary>
    public const int HeaderSize = 12;

    /// <summary>
    /// Positions of which at least one is followed by others than itself and the next one come two to a group: three sets say what follows. Four to a group would
    /// halve the look-ups of the worst pattern, and take five times the room in all the others.
    /// </summary>
    public const int PositionsPerGroup = 2;

    /// <summary>What may follow the positions of a group, for each set of them but the empty one.</summary>
    public const int SetsPerGroup = (1 << PositionsPerGroup) - 1;

    // The sets of positions that every automaton has, in this order.
    public const int Shift = 0;
    public const int Loop = 1;
    public const int Sticky = 2;
    public const int AcceptAtEnd = 3;
    public const int AcceptAnywhere = 4;
    public const int Default = 5;
    public const int RareDefault = 6;
    public const int FixedSets = 7;

    /// <summary>Bytes of a set of positions.</summary>
    public int Width { get; } = Positions <= 32 ? 4 : (Positions + 63) / 64 * 8;

    /// <summary>How many symbols have sets of their own.</summary>
    public int SymbolSets { get; } = BitOperations.PopCount(Symbols);

    /// <summary>Where the sets of the octets that have their own begin.</summary>
    public int OctetSetsStart => HeaderSize + (FixedSets * Width);

    public int GroupSetsStart => OctetSetsStart + ((SymbolSets + RareOctets) * Width);

    public int RareOctetsStart => GroupSetsStart + (Groups * SetsPerGroup * Width);

    public int GroupNumbersStart => RareOctetsStart + RareOctets;

    public int Size => (GroupNumbersStart + Groups + 3) & ~3;

    /// <summary>Reads the layout of the automaton that begins here.</summary>
    /// <returns>False where it does not fit into what is there.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AutomatonLayout layout)
    {
        layout = default;
        if (bytes.Length < HeaderSize)
            return false;
        layout = new AutomatonLayout(bytes[0] + 1, bytes[1], bytes[2], BinaryPrimitives.ReadUInt64LittleEndian(bytes[4..]));
        return layout.Size <= bytes.Length && layout.Groups <= 256 / PositionsPerGroup;
    }
}
