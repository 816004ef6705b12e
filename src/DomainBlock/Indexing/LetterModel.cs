using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Codes for the text of keys. What letter comes next depends on the three before it: the two last ones, and the group of the one before
/// those. Each such context belongs to one of up to 256 classes, and each class has a prefix code of its own. As a context is known from
/// the text alone, look-ups do not wait for each other.
/// <para>
/// <b>Unchecked code.</b> Tables are read by reference and offset. Symbols are below 40, as all are that <see cref="Symbols"/> gives, and whoever passes one has it from there;
/// that each group, class and code is in its range is what <see cref="IsSound"/> has proven on opening, for every file, which is the constructor's
/// duty; that of a text's first letter is one that a root gives, which <see cref="RootTable.IsSound"/> has compared with <see cref="ClassCount"/>; and a file must not change while it is open.
/// </para>
/// </summary>
internal readonly ref struct LetterModel
{
    /// <summary>Number of groups (1 byte), number of classes less one (1), zero (2), where each symbol's group begins among the contexts (40 × 2).</summary>
    public const int HeaderSize = 84;

    /// <summary>Where the header says where each symbol's group begins.</summary>
    public const int GroupsStart = 4;

    /// <summary>The two last letters. All groups together have fewer than 2^16.</summary>
    public const int ContextsPerGroup = Symbols.Count * Symbols.Count;

    public const int MaxClasses = 256;

    /// <summary>A code, its length and <see cref="Apart"/> share 16 bits. Codes that long are rare: with 10 bits a name would take 0.08 bits less.</summary>
    public const int MaxCodeLength = 16 - 1 - LengthBits;

    /// <summary>As many bits as a shift by a code's length looks at, so that nothing has to be cut off before.</summary>
    public const int LengthBits = 6;

    private const int CodeSize = sizeof(ushort);

    /// <summary>
    /// Marks what <see cref="Gather"/> cannot simply append: the escape, which an octet follows, and a symbol without a code. It is the sign of a code: where codes are read as numbers with a sign, it
    /// fills the word that they are appended to up to the top, which ends the loop as a full word does; neither is asked for letter by letter.
    /// </summary>
    private const uint Apart = 1 << 15;

    /// <summary>With one more code and the one before them all they fit a word, and leave its highest bit to <see cref="Apart"/>.</summary>
    private const int FullLength = 64 - 1 - MaxCodeLength;

    /// <summary>A root and as many letters, of about four bits each, seldom have more bits than <see cref="FullLength"/>; where they do, the word ends before. Measured beside eleven, which was no better on the whole.</summary>
    private const int FirstLetters = 10;

    private readonly ref byte _section;

    /// <param name="section">The first of the model's bytes, as <see cref="IsSound"/> found them sound.</param>
    public LetterModel(ref byte section) => _section = ref section;

    /// <param name="section">The model's bytes, as <see cref="IsSound"/> found them sound.</param>
    public LetterModel(ReadOnlySpan<byte> section)
        : this(ref MemoryMarshal.GetReference(section))
    {
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => Unsafe.Add(ref _section, 1) + 1;

    /// <summary>Where each symbol's group begins among the contexts.</summary>
    private ref ushort Groups => ref Unsafe.As<byte, ushort>(ref Unsafe.Add(ref _section, GroupsStart));

    /// <summary>The class of each context, group by group.</summary>
    private ref byte Classes => ref Unsafe.Add(ref _section, HeaderSize);

    /// <summary>The codes of each class.</summary>
    private ref ushort Codes => ref Unsafe.As<byte, ushort>(ref Unsafe.Add(ref _section, HeaderSize + (_section * ContextsPerGroup)));

    /// <summary>Whether the parts fit the section, every group, class and code is in its range, and those codes stand apart that have to, so that no look-up can go astray.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section)
    {
        if (section.Length < HeaderSize || section[0] is 0 or > Symbols.Count)
            return false;
        int groups = section[0];
        int classes = section[1] + 1;
        int codes = HeaderSize + (groups * ContextsPerGroup);
        if (section.Length != codes + (classes * Symbols.Count * CodeSize) || section[2] != 0 || section[3] != 0)
            return false;
        for (int symbol = 0; symbol < Symbols.Count; symbol++)
        {
            int start = BinaryPrimitives.ReadUInt16LittleEndian(section[(GroupsStart + (symbol * sizeof(ushort)))..]);
            if (start % ContextsPerGroup != 0 || start / ContextsPerGroup >= groups)
                return false;
        }
        if (classes < MaxClasses && section[HeaderSize..codes].ContainsAnyInRange((byte)classes, byte.MaxValue))
            return false;
        for (int place = codes; place < section.Length; place += CodeSize)
        {
            uint code = BinaryPrimitives.ReadUInt16LittleEndian(section[place..]);
            int symbol = (place - codes) / CodeSize % Symbols.Count;
            if (LengthOf(code) > MaxCodeLength || BitsOf(code) >> LengthOf(code) != 0 || code != Entry(symbol, BitsOf(code), LengthOf(code)))
                return false;
        }
        return true;
    }

    /// <summary>Where a key's text begins, behind its root.</summary>
    /// <param name="letterClass">The class of its first letter.</param>
    public Place Start(byte letterClass) => new()
    {
        Class = letterClass,
        Context = ContextOf(Unsafe.Add(ref Groups, (nuint)Symbols.Separator), Symbols.Separator),
        LastGroup = Unsafe.Add(ref Groups, (nuint)Symbols.Separator),
    };

    /// <summary>A code as the model has it.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="bits">The code's bits.</param>
    /// <param name="length">How many they are, up to <see cref="MaxCodeLength"/>; 0 where the symbol has no code.</param>
    public static uint Entry(int symbol, uint bits, int length) =>
        (symbol == Symbols.Escape || length == 0 ? Apart : 0) | (bits << LengthBits) | (uint)length;

    /// <summary>The code of a symbol at a place, for <see cref="BitsOf"/> and <see cref="LengthOf"/>.</summary>
    public uint Code(int letterClass, int symbol)
    {
        Debug.Assert(letterClass < ClassCount && symbol < Symbols.Count);
        return Unsafe.Add(ref Codes, (letterClass * Symbols.Count) + symbol);
    }

    /// <summary>How many bits a code has; 0 where there is none.</summary>
    public static int LengthOf(uint code) => (int)code & ((1 << LengthBits) - 1);

    /// <summary>The bits of a code.</summary>
    public static uint BitsOf(uint code) => (code & ~Apart) >> LengthBits;

    /// <summary>Goes behind a symbol.</summary>
    public void Pass(ref Place place, byte symbol)
    {
        place.Class = Unsafe.Add(ref Classes, place.Context + symbol);
        place.Context = ContextOf(place.LastGroup, symbol);
        place.LastGroup = Unsafe.Add(ref Groups, (nuint)symbol);
    }

    /// <summary>Appends a symbol's code, and what an escape stands for.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="octet">The octet that it is the symbol of.</param>
    /// <param name="place">Where in the key's text it stands; afterwards behind it.</param>
    /// <param name="key">Takes the code.</param>
    /// <returns>False where the model has no code for what stands there: then there is no such key, and what is in it does not matter.</returns>
    public bool TryAppend(byte symbol, byte octet, scoped ref Place place, scoped ref KeyBits key)
    {
        uint code = Code(place.Class, symbol);
        if (LengthOf(code) == 0)
            return false;
        key.Append(BitsOf(code), LengthOf(code));
        if (symbol == Symbols.Escape)
            key.Append(octet, Symbols.RawBits);
        Pass(ref place, symbol);
        return true;
    }

    /// <summary>Appends the codes of a text, dots between labels only, from one of its octets on.</summary>
    /// <param name="octets">The text.</param>
    /// <param name="start">How many octets' codes the key has.</param>
    /// <param name="firstClass">The class of the text's first letter.</param>
    /// <param name="key">Takes the codes.</param>
    /// <inheritdoc cref="TryAppend(byte, byte, ref Place, ref KeyBits)" path="/returns"/>
    public bool TryAppend(scoped ReadOnlySpan<byte> octets, int start, byte firstClass, scoped ref KeyBits key)
    {
        // What comes next hangs on the last three.
        Place place = Start(firstClass);
        foreach (byte octet in octets[Math.Max(0, start - 3)..start])
            Pass(ref place, Symbols.OfOctet[octet]);

        // Appended when there is no room for one more: what is in memory would be waited for, letter by letter.
        ulong bits = 0;
        int length = 0;
        foreach (byte octet in octets[start..])
        {
            byte symbol = Symbols.OfOctet[octet];
            uint code = Code(place.Class, symbol);
            if (LengthOf(code) == 0)
                return false;
            if (length > 63 - MaxCodeLength - Symbols.RawBits)
            {
                key.Append(bits, length);
                (bits, length) = (0, 0);
            }
            bits = (bits << LengthOf(code)) | BitsOf(code);
            length += LengthOf(code);
            if (symbol == Symbols.Escape)
            {
                bits = (bits << Symbols.RawBits) | octet;
                length += Symbols.RawBits;
            }
            Pass(ref place, symbol);
        }
        if (length > 0)
            key.Append(bits, length);
        return true;
    }

    /// <summary>
    /// Gathers codes of octets, until there are two words of them: most keys are gathered at once. The loop that a listed name spends its time in: what it goes on with is in registers, and nothing
    /// waits but for the text. By value and without other calls, or it would not be. What is rare, an escape or a symbol without a code, is left to
    /// <see cref="TryAppend(ReadOnlySpan{byte}, int, byte, ref KeyBits)"/>.
    /// </summary>
    /// <param name="letters">The model.</param>
    /// <param name="octets">The octets, at least one, dots between labels only.</param>
    /// <param name="before">Up to 15 bits that come before, and a one before these.</param>
    /// <param name="firstClass">The class of the first letter, below <see cref="ClassCount"/>.</param>
    /// <param name="gathered">Takes those bits and the codes.</param>
    /// <returns>How many octets were taken; 0 where one is escaped or has no code.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Gather(LetterModel letters, scoped ReadOnlySpan<byte> octets, uint before, byte firstClass, out KeyBits.Run gathered)
    {
        Debug.Assert(!octets.IsEmpty && firstClass < letters.ClassCount);
        ref byte classes = ref letters.Classes;
        ref ushort groups = ref letters.Groups;
        ref ushort codes = ref letters.Codes;
        ref byte symbols = ref MemoryMarshal.GetReference(Symbols.OfOctet);
        ref byte octet = ref MemoryMarshal.GetReference(octets);
        ref byte end = ref Unsafe.Add(ref octet, octets.Length);
        nuint letterClass = firstClass;
        nuint lastGroup = Unsafe.Add(ref groups, (nuint)Symbols.Separator);
        nuint context = ContextOf(lastGroup, Symbols.Separator);

        // A word is full when its first one has come far enough: nothing else need be counted. But at which letter that is could not be foretold, and that of a name's end cannot either: so a longer
        // text goes on in the second word after so many letters, which nearly always fit; unless two words as full as can be are hardly enough.
        ref byte stop = ref Unsafe.Add(ref octet, octets.Length is > FirstLetters and <= 2 * FirstLetters ? FirstLetters : octets.Length);
        ulong first = 1;
        ulong bits = before;
        while (true)
        {
            do
            {
                nuint symbol = Unsafe.Add(ref symbols, (nuint)octet);
                octet = ref Unsafe.Add(ref octet, 1);
                nint code = (short)Unsafe.Add(ref codes, (letterClass * Symbols.Count) + symbol);
                letterClass = Unsafe.Add(ref classes, context + symbol);
                context = ContextOf(lastGroup, symbol);
                lastGroup = Unsafe.Add(ref groups, symbol);
                bits = (bits << (int)code) | (ulong)(code >> LengthBits);
            }
            while (Unsafe.IsAddressLessThan(ref octet, ref stop) && bits < 1UL << FullLength);
            if (bits >> 63 != 0)
            {
                // Codes alone end the loop before they come so far.
                gathered = default;
                return 0;
            }
            if (first != 1 || !Unsafe.IsAddressLessThan(ref octet, ref end))
                break;
            first = bits;
            bits = 1;
            stop = ref end;
        }
        int taken = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(octets), ref octet);
        // Not Log2, which provides for zero: each has a one before its bits.
        int length = 63 ^ BitOperations.LeadingZeroCount(bits);
        int firstLength = 63 ^ BitOperations.LeadingZeroCount(first);
        first ^= 1UL << firstLength;
        gathered = new KeyBits.Run(first >> 1 >> (63 - length), (first << length) | (bits ^ (1UL << length)), firstLength + length);
        return taken;
    }

    /// <summary>Where the classes begin of the letters that come after the next one.</summary>
    /// <param name="group">Where the group begins of the symbol before the last.</param>
    /// <param name="symbol">The last symbol.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint ContextOf(nuint group, nuint symbol) => group + (symbol * Symbols.Count);

    /// <summary>Where in a key's text one is: what of the symbols before decides the code of those that follow.</summary>
    public struct Place
    {
        /// <summary>The class of the letter that comes next.</summary>
        public int Class;

        /// <summary>Where the classes begin of the letters after that one: what the last two symbols come to.</summary>
        public nuint Context;

        /// <summary>Where the last symbol's group begins.</summary>
        public nuint LastGroup;
    }
}
