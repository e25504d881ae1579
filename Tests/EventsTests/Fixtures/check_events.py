"""check_events.py SCHEMA EVENTS: validates every line with jsonschema and decodes every mask with pycocotools."""

import json
import sys

import jsonschema
import numpy
from pycocotools import mask as coco


def check_mask(label):
    pixels = coco.decode({"size": label["mask"]["size"], "counts": label["mask"]["counts"].encode("ascii")})
    rows, columns = numpy.nonzero(pixels)
    box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    assert pixels.sum() == label["area_px"], label
    assert [int(edge) for edge in box] == label["box_xyxy_px"], label


schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
lines = masks = 0
for text in open(sys.argv[2], encoding="utf-8"):
    line = json.loads(text)
    faults = [f"line {lines + 1}: {fault.json_path}: {fault.message}" for fault in validator.iter_errors(line)]
    if faults:
        sys.exit("\n".join(faults))
    lines += 1
    for label in line.get("labels", []):
        check_mask(label)
        masks += 1
print(f"{lines} lines, {masks} masks: all right")
