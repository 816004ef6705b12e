using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Patterns.Automata;

/// <summary>
/// Runs a <see cref="PositionGraph"/> over a text: the positions where the pattern may be are bits of a few words, and one octet takes all of
/// them on at once (Navarro and Raffinot, 2001; as in Hyperscan's LimEx). Most positions are followed by the next one, which is a shift, or by themselves, which is an <c>and</c>.
/// The rest is looked up in tables, two positions at a time, and only for those pairs that have such a position: at most 128 look-ups
/// an octet, of as many words as the positions take. So the time is bounded by length × words × pairs, whatever
/// the pattern; most globs have no pair at all. No allocation.
/// <para>
/// <b>Unchecked code.</b> The sets that every automaton has, and those of its symbols, are read by reference and offset. The duty is this file's alone: that all its sets lie in its bytes is checked before it is
/// run, for every run. All other numbers are checked where they are used.
/// </para>
/// </summary>
internal readonly ref struct Automaton
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ref readonly AutomatonLayout _layout;

    private Automaton(ReadOnlySpan<byte> bytes, ref readonly AutomatonLayout layout)
    {
        _bytes = bytes;
        _layout = ref layout;
    }

    /// <summary>Whether the pattern matches whose automaton these bytes begin with; never where it does not fit into them.</summary>
    /// <param name="bytes">The automaton, and whatever follows it.</param>
    /// <param name="text">The name's text.</param>
    public static bool IsMatch(ReadOnlySpan<byte> bytes, scoped ReadOnlySpan<byte> text) =>
        AutomatonLayout.TryRead(bytes, out AutomatonLayout layout) && new Automaton(bytes[..layout.Size], in layout).IsMatch(text);

    private bool IsMatch(scoped ReadOnlySpan<byte> text) => _layout.Width switch
    {
        sizeof(uint) => IsMatchInWord<uint>(text),
        sizeof(ulong) => IsMatchInWord<ulong>(text),
        _ => IsMatchInWords(text),
    };

    /// <summary>Up to 64 positions: they stay in a register.</summary>
    private bool IsMatchInWord<TWord>(scoped ReadOnlySpan<byte> text)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        TWord shift = Set<TWord>(AutomatonLayout.Shift);
        TWord loop = Set<TWord>(AutomatonLayout.Loop);
        TWord sticky = Set<TWord>(AutomatonLayout.Sticky);
        TWord accept = Set<TWord>(AutomatonLayout.AcceptAnywhere);
        ulong symbols = _layout.Symbols;

        // The beginning is there always in most patterns: then what follows it does, too.
        TWord branching = TWord.Zero;
        TWord always = TWord.Zero;
        if (_layout.Groups > 0)
        {
            branching = Branching<TWord>();
            if ((sticky & TWord.One) != TWord.Zero)
            {
                always = FollowBranches(TWord.One);
                branching &= ~TWord.One;
            }
        }

        ref byte sets = ref At<TWord>(AutomatonLayout.FixedSets);
        TWord state = TWord.One;
        foreach (byte octet in text)
        {
            if ((state & accept) != TWord.Zero)
                return true;
            TWord next = ((state & shift) << 1) | (state & loop) | always;
            if ((state & branching) != TWord.Zero)
                next |= FollowBranches(state);

            // Which of the two it is could not be foretold: it is chosen without a branch.
            int symbol = OctetSymbols.Of(octet);
            ulong mine = 1UL << symbol;
            nint set = (symbols & mine) != 0 ? BitOperations.PopCount(symbols & (mine - 1)) : AutomatonLayout.Default - AutomatonLayout.FixedSets;
            TWord with = symbol == OctetSymbols.Rare ? SetOfRare<TWord>(octet) : InOrder(Unsafe.ReadUnaligned<TWord>(ref Unsafe.Add(ref sets, set * Unsafe.SizeOf<TWord>())));
            state = (next & with) | (state & sticky);
            if (state == TWord.Zero)
                return false;
        }
        return (state & (accept | Set<TWord>(AutomatonLayout.AcceptAtEnd))) != TWord.Zero;
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

    /// <summary>One of the sets that every automaton has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TWord Set<TWord>(int set)
        where TWord : unmanaged, IBinaryInteger<TWord> => InOrder(Unsafe.ReadUnaligned<TWord>(ref At<TWord>(set)));

    /// <summary>Where a set lies. Those that every automaton has, and behind them those of its symbols, lie in its bytes, however it came to them: that is what its layout was read for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At<TWord>(int set)
        where TWord : unmanaged
    {
        Debug.Assert(set <= AutomatonLayout.FixedSets && Unsafe.SizeOf<TWord>() == _layout.Width && _layout.Size <= _bytes.Length);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), AutomatonLayout.HeaderSize + (set * Unsafe.SizeOf<TWord>()));
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
        return InOrder(MemoryMarshal.Read<TWord>(bytes[(start + (set * Unsafe.SizeOf<TWord>()))..]));
    }

    /// <summary>A word as it lies in the file, in this machine's order of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord InOrder<TWord>(TWord word)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
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
