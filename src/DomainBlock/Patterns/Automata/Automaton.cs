using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Patterns.Automata;

/// <summary>
/// Runs a <see cref="PositionGraph"/> over a text: the positions where the pattern may be are bits of a few words, and one octet takes all of
/// them on at once (Navarro and Raffinot, 2001; as in Hyperscan's LimEx). Most positions are followed by the next one, which is a shift, or by themselves, which is an <c>and</c>.
/// The rest is looked up in tables, two positions at a time, and only for those pairs that have such a position: at most 128 look-ups
/// an octet, of as many words as the positions take. So the time is bounded by length × words × pairs, whatever
/// the pattern; most globs have no pair at all. No allocation. Every number is checked against the bytes that are there.
/// </summary>
internal readonly ref struct Automaton
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly AutomatonLayout _layout;

    private Automaton(ReadOnlySpan<byte> bytes, AutomatonLayout layout)
    {
        _bytes = bytes;
        _layout = layout;
    }

    /// <summary>The automaton that these bytes begin with.</summary>
    /// <returns>False where it does not fit into them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Automaton automaton)
    {
        bool fits = AutomatonLayout.TryRead(bytes, out AutomatonLayout layout);
        automaton = fits ? new Automaton(bytes[..layout.Size], layout) : default;
        return fits;
    }

    /// <summary>Whether the pattern matches.</summary>
    /// <param name="text">The name's text.</param>
    public bool IsMatch(scoped ReadOnlySpan<byte> text) => _layout.Width switch
    {
        sizeof(uint) => IsMatchInWord<uint>(text),
        sizeof(ulong) => IsMatchInWord<ulong>(text),
        _ => IsMatchInWords(text),
    };

    /// <summary>Up to 64 positions: they stay in a register.</summary>
    private bool IsMatchInWord<TWord>(scoped ReadOnlySpan<byte> text)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        ReadOnlySpan<byte> bytes = _bytes;
        TWord shift = Read<TWord>(bytes, AutomatonLayout.Shift);
        TWord loop = Read<TWord>(bytes, AutomatonLayout.Loop);
        TWord sticky = Read<TWord>(bytes, AutomatonLayout.Sticky);
        TWord accept = Read<TWord>(bytes, AutomatonLayout.AcceptAnywhere);
        ulong symbols = _layout.Symbols;

        // The beginning is there always in most patterns: then what follows it does, too.
        TWord branching = Branching<TWord>();
        TWord always = TWord.Zero;
        if ((sticky & TWord.One) != TWord.Zero)
        {
            always = FollowBranches(TWord.One);
            branching &= ~TWord.One;
        }

        TWord state = TWord.One;
        foreach (byte octet in text)
        {
            if ((state & accept) != TWord.Zero)
                return true;
            TWord next = ((state & shift) << 1) | (state & loop) | always;
            if ((state & branching) != TWord.Zero)
                next |= FollowBranches(state);

            int symbol = OctetSymbols.Of(octet);
            TWord with;
            if (symbol == OctetSymbols.Rare)
                with = SetOfRare<TWord>(octet);
            else if ((symbols >> symbol & 1) == 0)
                with = Read<TWord>(bytes, AutomatonLayout.Default);
            else
                with = Read<TWord>(bytes, AutomatonLayout.FixedSets + BitOperations.PopCount(symbols & ((1UL << symbol) - 1)));
            state = (next & with) | (state & sticky);
            if (state == TWord.Zero)
                return false;
        }
        return (state & (accept | Read<TWord>(bytes, AutomatonLayout.AcceptAtEnd))) != TWord.Zero;
    }

    /// <summary>The positions that others follow than themselves and the next one.</summary>
    private TWord Branching<TWord>()
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        TWord branching = TWord.Zero;
        ReadOnlySpan<byte> groups = _bytes.Slice(_layout.GroupNumbersStart, _layout.Groups);
        ReadOnlySpan<byte> sets = _bytes[_layout.GroupSetsStart..];
        for (int place = 0; place < groups.Length; place++)
        {
            for (int member = 0; member < AutomatonLayout.PositionsPerGroup; member++)
            {
                if (Read<TWord>(sets, (place * AutomatonLayout.SetsPerGroup) + (1 << member) - 1, 0) != TWord.Zero)
                    branching |= TWord.One << ((groups[place] * AutomatonLayout.PositionsPerGroup) + member);
            }
        }
        return branching;
    }

    /// <summary>What follows the branching ones of some positions.</summary>
    private TWord FollowBranches<TWord>(TWord state)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        TWord follow = TWord.Zero;
        ReadOnlySpan<byte> groups = _bytes.Slice(_layout.GroupNumbersStart, _layout.Groups);
        ReadOnlySpan<byte> sets = _bytes[_layout.GroupSetsStart..];
        for (int place = 0; place < groups.Length; place++)
        {
            int first = groups[place] * AutomatonLayout.PositionsPerGroup;
            int members = first >= Unsafe.SizeOf<TWord>() * 8 ? 0 : int.CreateTruncating(state >> first) & AutomatonLayout.SetsPerGroup;
            if (members != 0)
                follow |= Read<TWord>(sets, (place * AutomatonLayout.SetsPerGroup) + members - 1, 0);
        }
        return follow;
    }

    private TWord SetOfRare<TWord>(byte octet)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        int place = RarePlace(octet);
        return Read<TWord>(_bytes, place < 0 ? AutomatonLayout.RareDefault : AutomatonLayout.FixedSets + _layout.SymbolSets + place);
    }

    private int RarePlace(byte octet) => _bytes.Slice(_layout.RareOctetsStart, _layout.RareOctets).IndexOf(octet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Read<TWord>(ReadOnlySpan<byte> bytes, int set, int start = AutomatonLayout.HeaderSize)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        TWord word = MemoryMarshal.Read<TWord>(bytes[(start + (set * Unsafe.SizeOf<TWord>()))..]);
        if (BitConverter.IsLittleEndian)
            return word;
        return typeof(TWord) == typeof(uint)
            ? TWord.CreateTruncating(BinaryPrimitives.ReverseEndianness(uint.CreateTruncating(word)))
            : TWord.CreateTruncating(BinaryPrimitives.ReverseEndianness(ulong.CreateTruncating(word)));
    }

    private bool IsMatchInWords(scoped ReadOnlySpan<byte> text)
    {
        const int MaxWords = PatternSet.MaxPatternPositions / 64;
        Span<ulong> state = stackalloc ulong[MaxWords];
        Span<ulong> next = stackalloc ulong[MaxWords];
        int words = _layout.Width / sizeof(ulong);
        state = state[..words];
        next = next[..words];
        state.Clear();
        state[0] = 1;
        foreach (byte octet in text)
        {
            if (Intersects(state, AutomatonLayout.AcceptAnywhere))
                return true;
            Advance(state, next);
            int with = SetOf(octet);
            ulong any = 0;
            for (int word = 0; word < words; word++)
            {
                state[word] = (next[word] & Word(with, word)) | (state[word] & Word(AutomatonLayout.Sticky, word));
                any |= state[word];
            }
            if (any == 0)
                return false;
        }
        return Intersects(state, AutomatonLayout.AcceptAnywhere) || Intersects(state, AutomatonLayout.AcceptAtEnd);
    }

    private void Advance(scoped ReadOnlySpan<ulong> state, scoped Span<ulong> next)
    {
        ulong carried = 0;
        for (int word = 0; word < next.Length; word++)
        {
            ulong shifted = state[word] & Word(AutomatonLayout.Shift, word);
            next[word] = shifted << 1 | carried | (state[word] & Word(AutomatonLayout.Loop, word));
            carried = shifted >> 63;
        }
        ReadOnlySpan<byte> groups = _bytes.Slice(_layout.GroupNumbersStart, _layout.Groups);
        int tables = AutomatonLayout.FixedSets + _layout.SymbolSets + _layout.RareOctets;
        for (int place = 0; place < groups.Length; place++)
        {
            int first = groups[place] * AutomatonLayout.PositionsPerGroup;
            int members = first >= next.Length * 64 ? 0 : (int)(state[first >> 6] >> (first & 63)) & AutomatonLayout.SetsPerGroup;
            if (members == 0)
                continue;
            for (int word = 0; word < next.Length; word++)
                next[word] |= Word(tables + (place * AutomatonLayout.SetsPerGroup) + members - 1, word);
        }
    }

    /// <summary>The set of the positions that an octet can be at.</summary>
    private int SetOf(byte octet)
    {
        int symbol = OctetSymbols.Of(octet);
        if (symbol != OctetSymbols.Rare)
            return (_layout.Symbols >> symbol & 1) == 0 ? AutomatonLayout.Default : AutomatonLayout.FixedSets + BitOperations.PopCount(_layout.Symbols & ((1UL << symbol) - 1));
        int place = RarePlace(octet);
        return place < 0 ? AutomatonLayout.RareDefault : AutomatonLayout.FixedSets + _layout.SymbolSets + place;
    }

    private bool Intersects(scoped ReadOnlySpan<ulong> state, int set)
    {
        for (int word = 0; word < state.Length; word++)
        {
            if ((state[word] & Word(set, word)) != 0)
                return true;
        }
        return false;
    }

    private ulong Word(int set, int word) =>
        BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(AutomatonLayout.HeaderSize + (set * _layout.Width) + (word * sizeof(ulong)))..]);
}
