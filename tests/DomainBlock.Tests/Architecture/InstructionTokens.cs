using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace DomainBlock.Tests.Architecture;

/// <summary>The metadata tokens among a method's instructions (ECMA-335 III.1.2 gives their encoding).</summary>
internal static class InstructionTokens
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>Types, methods, fields and signatures that the instructions name, in order.</summary>
    public static List<int> Read(BlobReader instructions)
    {
        var tokens = new List<int>();
        while (instructions.RemainingBytes > 0)
        {
            int code = instructions.ReadByte();
            if (code == TwoBytePrefix)
                code = (code << 8) | instructions.ReadByte();
            switch (Operands[code])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig:
                    tokens.Add(instructions.ReadInt32());
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    instructions.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    instructions.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    instructions.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    // Not in one expression: += would take the place before the count.
                    int targets = instructions.ReadInt32();
                    instructions.Offset += 4 * targets;
                    break;
                default:
                    instructions.Offset += 4;
                    break;
            }
        }
        return tokens;
    }
}
